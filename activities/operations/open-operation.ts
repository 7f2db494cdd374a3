import { operationId } from '../../domain/operation-id.ts';
import type { OperationRun } from '../../domain/operation.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { insertOperation } from './operation-rows.ts';

/**
 * Makes a run known that was started, so that it is seen and joined also while no worker lives to report it. What the run itself
 * has reported already stays.
 */
export function openOperation(ctx: Context, run: OperationRun): Promise<void> {
  const id = operationId(run.workflowId, run.runId);
  return withTx(ctx, operationScope(run.organizationId, id), async (tx) => {
    await insertOperation(tx, run, { status: 'running' });
  });
}
