import type { ServerEvent } from '../http/answer.ts';
import type { OperationRequest } from './view-operation.ts';
import { watchOperation } from './watch-operation.ts';

/** The operation as events: at once, after each change, and at its end. */
export async function* followOperation(
  request: OperationRequest & { readonly closed: AbortSignal },
): AsyncGenerator<ServerEvent> {
  for await (const data of watchOperation(request)) yield { name: 'operation', data };
}
