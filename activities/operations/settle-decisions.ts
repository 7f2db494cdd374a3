import { operationId } from '../../domain/operation-id.ts';
import type { Decision, OperationReport, OperationRun } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDecision, markTaken, readDecisions, saveDecision, type Said } from './decision-rows.ts';
import { noteDecision } from './note-decision.ts';

interface Reported {
  run: OperationRun;
  report: OperationReport;
}

/**
 * Notes each decision that a report names for the first time: its row is taken, and the change log of the document tells who decided
 * what. One that was not made through the API gets its row here. Safe to repeat: what was noted is not noted again.
 */
export async function settleDecisions(ctx: Context, { run, report }: Reported): Promise<void> {
  const operation = operationId(run.workflowId, run.runId);
  const named = report.steps.flatMap(({ decisions }) => decisions.map(saidIn));
  if (named.length === 0) return;
  const rows = await readDecisions(ctx.db, { organization_id: run.organizationId, operation_id: operation });
  const taken = new Set(rows.flatMap(({ id, state }) => (state === 'taken' ? [id] : [])));
  for (const said of named) {
    if (!taken.has(said.id)) await settle(ctx, { run, operation, said });
  }
}

function settle(
  ctx: Context,
  { run, operation, said }: { run: OperationRun; operation: string; said: Said },
): Promise<void> {
  const { organizationId, doctype, name } = run;
  // Beside the rows of the report, not with them: each change is logged with the person who decided as its actor.
  return withTx(ctx, { organizationId, actor: said.actor, roles: [], cause: operation }, async (tx) => {
    // A row that is not there yet cannot be locked: of two reports at once both would write it.
    await tx.lockRow('operations', { id: operation });
    const before = await lockDecision(tx, operation, said.id);
    if (before?.state === 'taken') return;
    if (before === undefined) await saveDecision(tx, operation, { ...said, state: 'taken' });
    else await markTaken(tx, operation, said.id);
    noteDecision(tx, { doctype, name, said });
  });
}

const saidIn = ({ id, step, action, found, input, actor }: Decision): Said => ({
  id,
  action,
  step_name: step,
  found: found ?? null,
  input: input ?? null,
  note: null,
  actor,
});
