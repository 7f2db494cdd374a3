import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { saveOperation, saveStep } from './operation-rows.ts';

/** Writes the whole report of an operation: the rows that pages read. Safe to repeat; a late report never reopens a closed one. */
export async function recordOperation(
  ctx: Context,
  { run, report }: { run: OperationRun; report: OperationReport },
): Promise<void> {
  const id = operationId(run.workflowId, run.runId);
  await withTx(ctx, operationScope(run.organizationId, id), async (tx) => {
    const saved = await saveOperation(tx, { run, report });
    if (!saved) return;
    for (const [position, step] of report.steps.entries()) await saveStep(tx, id, { step, position });
  });
}
