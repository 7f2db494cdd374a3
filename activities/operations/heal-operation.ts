import { healedReport, type RunTruth } from '../../domain/healed-report.ts';
import type { Context } from '../context/context.ts';
import type { Operation } from './get-operation.ts';
import { recordOperation } from './record-operation.ts';
import { storedReport, storedRun } from './stored-report.ts';

/**
 * Makes the rows of an open operation say what Temporal says of its run, which was asked after the rows were read; null where
 * Temporal knows no such run. False when there was nothing to write. Rows that have changed since, or have closed, stay: the
 * run is alive and tells of itself.
 */
export async function healOperation(
  ctx: Context,
  { operation, truth }: { operation: Operation; truth: RunTruth | null },
): Promise<boolean> {
  const report = healedReport(storedReport(operation), truth);
  if (report === null) return false;
  const run = storedRun(operation);
  const healed = await recordOperation(ctx, { run, report, ifUnchangedSince: operation.changed_at });
  if (healed) ctx.log.info({ workflowId: run.workflowId, status: report.status }, 'silent rows were healed');
  return healed;
}
