import type { StepReport } from '../../domain/operation.ts';
import type { StepRecord } from '../../domain/operation-step.ts';
import { toSqlInstant, type Row, type Tx } from '../context/database/tx.ts';
import { clip } from './operation-rows.ts';

const PHASES = ['do', 'undo'];

/** True when the stored row already tells of a later attempt, or of the end of this one. */
function isNewer(stored: Row, record: StepRecord): boolean {
  const phase = PHASES.indexOf(String(stored['phase'])) - PHASES.indexOf(record.phase);
  if (phase !== 0) return phase > 0;
  const attempts = Number(stored['attempt']) - record.attempt;
  return attempts > 0 || (attempts === 0 && record.status === 'running' && stored['completed_at'] !== null);
}

/** An undo that goes well leaves standing why its step was refused. */
function errorColumns({ phase, error }: StepRecord): Row {
  if (phase === 'undo' && error === undefined) return {};
  return { error_code: error?.code ?? null, error: clip(error?.message) };
}

/** Upserts the row of a step, monotone by phase and attempt. What the closing report said of a step stays. */
export async function projectStep(tx: Tx, id: string, record: StepRecord): Promise<void> {
  const key = { operation_id: id, step_name: record.step };
  const at = toSqlInstant(record.at);
  const state: Row = {
    status: record.status,
    phase: record.phase,
    attempt: record.attempt,
    ...errorColumns(record),
    completed_at: record.status === 'running' ? null : at,
    ...(record.result === undefined ? {} : { result: JSON.stringify(record.result) }),
    // What is being tried waits for nobody.
    ...(record.status === 'running' ? { allows: null } : {}),
  };
  const operation = await tx.lockRow('operations', { id });
  const stored = await tx.lockRow('operation_steps', key);
  const closed = (operation?.['completed_at'] ?? null) !== null;
  if (stored === undefined)
    await tx.insertRow('operation_steps', { ...key, ...state, step_key: record.key, decisions: '[]', started_at: at });
  else if (!closed && !isNewer(stored, record)) await tx.updateRow('operation_steps', key, state);
  else return;
  if (!closed) await tx.updateRow('operations', { id }, { changed_at: toSqlInstant(tx.at) });
}

/** A report that names no code, although it gives a reason, leaves standing what the attempt failed with. */
const reasonColumns = ({ errorCode, error }: StepReport): Row => ({
  ...(errorCode === undefined && error !== undefined ? {} : { error_code: errorCode ?? null }),
  error: clip(error),
});

/** Writes one step of a report; what only the projection knows (attempts, times, why it is being tried again) stays. */
export async function saveStep(
  tx: Tx,
  id: string,
  { step, position }: { step: StepReport; position: number },
): Promise<void> {
  const key = { operation_id: id, step_name: step.step };
  const told: Row = {
    position,
    left_behind: clip(step.leftBehind),
    decisions: JSON.stringify(step.decisions),
    allows: step.allows === undefined ? null : JSON.stringify(step.allows),
  };
  const state: Row = {
    ...told,
    ...reasonColumns(step),
    status: step.status,
    ...(step.result === undefined ? {} : { result: JSON.stringify(step.result) }),
  };
  const before = await tx.lockRow('operation_steps', key);
  const at = toSqlInstant(tx.at);
  const open = step.status === 'running' || step.status === 'pending';
  const completed_at = open ? null : at;
  const first = { step_key: step.key, phase: 'do', attempt: 1, started_at: at, completed_at };
  if (before === undefined) await tx.insertRow('operation_steps', { ...key, ...state, ...first });
  else if (open && before['status'] === step.status) await tx.updateRow('operation_steps', key, told);
  // A person let it run again: Temporal counts its attempts anew.
  else if (open) await tx.updateRow('operation_steps', key, { ...state, attempt: 0, completed_at: null });
  else await tx.updateRow('operation_steps', key, { ...state, completed_at: before['completed_at'] ?? at });
}
