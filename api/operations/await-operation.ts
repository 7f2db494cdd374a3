import type { OperationView } from './operation-view.ts';
import { viewOperation, type OperationRequest } from './view-operation.ts';
import { watchOperation } from './watch-operation.ts';

interface Wait {
  readonly closed: AbortSignal;
  readonly waitMs: number;
  /** What is waited for, beside the end of the operation. */
  readonly enough: (view: OperationView) => boolean;
}

/** The operation as it is once it is enough, or has ended, or the wait is over. */
export async function awaitOperation(
  request: OperationRequest,
  { closed, waitMs, enough }: Wait,
): Promise<OperationView> {
  const over = AbortSignal.any([closed, AbortSignal.timeout(waitMs)]);
  for await (const view of watchOperation({ ...request, closed: over })) {
    if (enough(view)) return view;
  }
  return viewOperation(request);
}
