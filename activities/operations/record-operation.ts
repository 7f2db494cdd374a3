import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { toSqlInstant, type Tx } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { commentOnOperation } from './comment-on-operation.ts';
import { measureReport, newsOf } from './measure-report.ts';
import { saveOperation } from './operation-rows.ts';
import { settleDecisions } from './settle-decisions.ts';
import { saveStep } from './step-rows.ts';

interface Reported {
  run: OperationRun;
  report: OperationReport;
}

/**
 * Writes the whole report of an operation: the rows that pages read, the comment on its document, what came of decisions. Safe to
 * repeat; a late report never reopens a closed one. With `ifUnchangedSince` only an open row is written that has not changed since
 * then; false when it has.
 */
export async function recordOperation(
  ctx: Context,
  { run, report, ifUnchangedSince }: Reported & { ifUnchangedSince?: string },
): Promise<boolean> {
  const id = operationId(run.workflowId, run.runId);
  const news = await withTx(ctx, operationScope(run.organizationId, id), async (tx) => {
    if (ifUnchangedSince !== undefined && (await hasChanged(tx, id, ifUnchangedSince))) return null;
    const told = await newsOf(tx, id, report);
    await writeReport(tx, { run, report });
    return told;
  });
  if (news === null) return false;
  await settleDecisions(ctx, { run, report });
  measureReport(ctx, run.kind, news);
  return true;
}

async function hasChanged(tx: Tx, id: string, since: string): Promise<boolean> {
  const row = await tx.lockRow('operations', { id });
  return row === undefined || row['completed_at'] !== null || row['changed_at'] !== toSqlInstant(since);
}

async function writeReport(tx: Tx, { run, report }: Reported): Promise<void> {
  const id = operationId(run.workflowId, run.runId);
  const saved = await saveOperation(tx, { run, report });
  if (!saved) return;
  for (const [position, step] of report.steps.entries()) await saveStep(tx, id, { step, position });
  await commentOnOperation(tx, { run, report });
}
