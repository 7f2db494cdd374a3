import { judgeCancellation } from '../../domain/operation-cancellation.ts';
import { operationId } from '../../domain/operation-id.ts';
import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDecision, markRefused, markTaken, readDecisions, type DecisionRow } from './decision-rows.ts';
import { noteDecision } from './note-decision.ts';

/**
 * Notes what a report tells of the cancellations that were asked for: taken, in the change log of the document too, or refused because
 * something else was faster. Writes nothing while the report tells neither. Safe to repeat.
 */
export async function settleCancellation(
  ctx: Context,
  { run, report }: { run: OperationRun; report: OperationReport },
): Promise<void> {
  const { status, pivot = null, errorCode } = report;
  const operation = operationId(run.workflowId, run.runId);
  const judged = judgeCancellation({ id: operation, status, pivot, failed: errorCode !== undefined });
  if (judged.state === 'asked') return;
  const rows = await readDecisions(ctx.db, { organization_id: run.organizationId, operation_id: operation });
  for (const said of rows.filter(({ action, state }) => action === 'cancel' && state !== 'taken')) {
    if (judged.state === 'taken') await take(ctx, { run, said });
    else {
      const { id, actor } = said;
      const scope = { organizationId: run.organizationId, actor, roles: [], cause: operation };
      const { fault } = judged;
      await withTx(ctx, scope, (tx) => markRefused(tx, operation, { id, fault }));
    }
  }
}

/** One that was thought refused is taken as well: a run that nobody could tell of may have told at last. */
function take(ctx: Context, { run, said }: { run: OperationRun; said: DecisionRow }): Promise<void> {
  const { organizationId, doctype, name } = run;
  const { operation_id, id, actor } = said;
  // Beside the rows of the report, not with them: the change is logged with the person who asked as its actor.
  return withTx(ctx, { organizationId, actor, roles: [], cause: operation_id }, async (tx) => {
    const before = await lockDecision(tx, operation_id, id);
    if (before?.state === 'taken') return;
    await markTaken(tx, operation_id, id);
    noteDecision(tx, { doctype, name, said });
  });
}
