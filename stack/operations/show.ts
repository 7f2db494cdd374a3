import { askApi } from './ask-api.ts';
import { operationPath } from './operation-path.ts';
import { printOperation } from './print-operation.ts';
import { OperationReply } from './replies.ts';
import type { Shell } from './shell.ts';

/** Tells the whole story of an operation. */
export async function show(shell: Shell, { id }: { id: string }): Promise<number> {
  const { json, data } = await askApi(shell, { path: operationPath(id), reads: OperationReply });
  printOperation(shell, { json, operation: data });
  return 0;
}
