import { z } from 'zod';

import type { HealedReport } from '../../domain/healed-report.ts';
import { isOpen, OPERATION_STATUS, STEP_STATUS, type OperationRun } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import { toldActions, toldDecisions } from '../../domain/told-report.ts';
import { isDuplicate } from '../context/database/database-error.ts';
import { fromSqlInstant, toSqlInstant, type Row, type Tx } from '../context/database/tx.ts';

const sqlInstant = z.string().transform(fromSqlInstant);
const json = z.string().transform((stored): unknown => JSON.parse(stored));

/** A stored operation; the columns of the source's saga log. */
export const OperationRow = z.object({
  organization_id: z.string(),
  id: z.string(),
  kind: z.string(),
  doctype: z.string(),
  document_name: z.string(),
  workflow_id: z.string(),
  run_id: z.string(),
  status: z.enum(OPERATION_STATUS),
  pivot_step: z.string().nullable(),
  failed_step: z.string().nullable(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  requested_by: z.string(),
  started_at: sqlInstant,
  /** When the row last came to tell something else. */
  changed_at: sqlInstant,
  completed_at: sqlInstant.nullable(),
  /** Nobody told the end: it was concluded from what Temporal said, and the run's own word still counts. */
  untold: z.number().transform(Boolean),
  resolved_at: sqlInstant.nullable(),
  resolved_by: z.string().nullable(),
  resolution: z.string().nullable(),
});
export type OperationRow = z.infer<typeof OperationRow>;

/** A stored step; `position` is null until the operation's own report has named it. */
export const StepRow = z
  .object({
    operation_id: z.string(),
    step_name: z.string(),
    step_key: z.string(),
    position: z.number().nullable(),
    status: z.enum(STEP_STATUS),
    phase: z.enum(['do', 'undo']),
    attempt: z.number(),
    result: json.nullable(),
    error_code: z.string().nullable(),
    error: z.string().nullable(),
    left_behind: z.string().nullable(),
    decisions: json,
    /** Null while the step does not wait for a person. */
    allows: json.nullable(),
    started_at: sqlInstant,
    completed_at: sqlInstant.nullable(),
  })
  .transform((row) => ({
    ...row,
    decisions: toldDecisions(row.step_name, row.decisions),
    allows: toldActions(row.allows) ?? null,
  }));
export type StepRow = z.infer<typeof StepRow>;

const MESSAGE_MAX = 1000;
/** A message that fits its column; what is cut off stands in Temporal's history. */
export const clip = (message: string | undefined): string | null =>
  message === undefined ? null : message.slice(0, MESSAGE_MAX);

type State = Omit<HealedReport, 'steps'>;

const stateColumns = (report: State): Row => ({
  status: report.status,
  pivot_step: report.pivot ?? null,
  failed_step: report.failedStep ?? null,
  error_code: report.errorCode ?? null,
  error_message: clip(report.error),
  untold: report.untold === true,
});

/** Makes the row of a run unless it is there already; true when it was made. */
export async function insertOperation(tx: Tx, run: OperationRun, report: State): Promise<boolean> {
  const { kind, doctype, name, workflowId, runId, requestedBy } = run;
  const id = operationId(workflowId, runId);
  const ids = { id, kind, doctype, document_name: name, workflow_id: workflowId, run_id: runId };
  const at = toSqlInstant(tx.at);
  const completed_at = isOpen(report.status) ? null : at;
  try {
    await tx.insertRow('operations', {
      ...ids,
      ...stateColumns(report),
      requested_by: requestedBy,
      started_at: at,
      changed_at: at,
      completed_at,
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * Writes the operation's row as the report says. After the closing report an earlier one changes nothing; an end that nobody told is
 * opened again by a report that the run goes on.
 */
export async function saveOperation(
  tx: Tx,
  { run, report }: { run: OperationRun; report: HealedReport },
): Promise<'saved' | 'opened-again' | 'late'> {
  const id = operationId(run.workflowId, run.runId);
  const known = await tx.lockRow('operations', { id });
  if (known === undefined && (await insertOperation(tx, run, report))) return 'saved';
  const before = known ?? (await tx.lockRow('operations', { id }));
  const ended = !isOpen(report.status);
  const endedBefore = (before?.['completed_at'] ?? null) !== null;
  if (endedBefore && !ended && before?.['untold'] !== 1) return 'late';
  const at = toSqlInstant(tx.at);
  const times = endedBefore && ended ? {} : { changed_at: at, completed_at: ended ? at : null };
  await tx.updateRow('operations', { id }, { ...stateColumns(report), ...times });
  return endedBefore && !ended ? 'opened-again' : 'saved';
}
