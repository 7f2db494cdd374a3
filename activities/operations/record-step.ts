import { operationId } from '../../domain/operation-id.ts';
import type { StepRecord } from '../../domain/operation-step.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { projectStep } from './step-rows.ts';

/** Projects one attempt of one step while the run goes on. Older attempts never overwrite newer ones. */
export async function recordStep(ctx: Context, record: StepRecord): Promise<void> {
  const id = operationId(record.workflowId, record.runId);
  await withTx(ctx, operationScope(record.organizationId, id), (tx) => projectStep(tx, id, record));
}
