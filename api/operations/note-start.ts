import type { Context } from '../../activities/context/context.ts';
import { openOperation } from '../../activities/operations/open-operation.ts';
import type { OperationRun } from '../../domain/operation.ts';

/** Notes a run that was started. Should that fail, the run goes on all the same and reports itself as soon as a worker has it. */
export async function noteStart(ctx: Context, run: OperationRun): Promise<void> {
  try {
    await openOperation(ctx, run);
  } catch (error) {
    ctx.log.warn({ err: error, workflowId: run.workflowId }, 'the start of an operation was not noted');
  }
}
