import type { HealedReport } from '../../domain/healed-report.ts';
import type { OperationRun } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import { operationScope } from '../../domain/scope.ts';
import { toldReport } from '../../domain/told-report.ts';
import type { Context } from '../context/context.ts';
import { toSqlInstant, type Tx } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { commentOnOperation } from './comment-on-operation.ts';
import { measureReport, newsOf } from './measure-report.ts';
import { saveOperation } from './operation-rows.ts';
import { settleCancellation } from './settle-cancellation.ts';
import { settleDecisions } from './settle-decisions.ts';
import { saveStep } from './step-rows.ts';

interface Reported {
  run: OperationRun;
  report: HealedReport;
}

/**
 * Writes the whole report of an operation: the rows that pages read, the comment on its document, what came of decisions. Safe to
 * repeat; a late report opens again only what was closed without the run's own word. With `ifUnchangedSince` only a row is written
 * that is open, or was closed so, and has not changed since then; false when it has.
 */
export async function recordOperation(
  ctx: Context,
  { run, report: told, ifUnchangedSince }: Reported & { ifUnchangedSince?: string },
): Promise<boolean> {
  const report = toldReport(told);
  const id = operationId(run.workflowId, run.runId);
  const news = await withTx(ctx, operationScope(run.organizationId, id), async (tx) => {
    if (ifUnchangedSince !== undefined && (await hasChanged(tx, id, ifUnchangedSince))) return null;
    const first = await newsOf(tx, id, report);
    await writeReport(tx, { run, report });
    return first;
  });
  if (news === null) return false;
  // At once: when it is repeated because what follows has failed, the report tells nothing new any more.
  measureReport(ctx, run.kind, news);
  await settleDecisions(ctx, { run, report });
  await settleCancellation(ctx, { run, report });
  return true;
}

async function hasChanged(tx: Tx, id: string, since: string): Promise<boolean> {
  const row = await tx.lockRow('operations', { id });
  const closed = row?.['completed_at'] !== null && row?.['untold'] !== 1;
  return row === undefined || closed || row['changed_at'] !== toSqlInstant(since);
}

async function writeReport(tx: Tx, { run, report }: Reported): Promise<void> {
  const id = operationId(run.workflowId, run.runId);
  const saved = await saveOperation(tx, { run, report });
  if (saved === 'late') return;
  for (const [position, step] of report.steps.entries()) await saveStep(tx, id, { step, position });
  await commentOnOperation(tx, { run, report, openedAgain: saved === 'opened-again' });
}
