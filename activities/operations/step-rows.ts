import type { StepRecord } from '../../domain/operation-step.ts';
import { toSqlInstant, type Row, type Tx } from '../context/database/tx.ts';
import { clip } from './operation-rows.ts';

const PHASES = ['do', 'undo'];

/** True when the stored row already tells of a later attempt. */
function isNewer(stored: Row, record: StepRecord): boolean {
  const phase = PHASES.indexOf(String(stored['phase'])) - PHASES.indexOf(record.phase);
  return phase > 0 || (phase === 0 && Number(stored['attempt']) > record.attempt);
}

/** Upserts the row of a step, monotone by phase and attempt. */
export async function projectStep(tx: Tx, id: string, record: StepRecord): Promise<void> {
  const key = { operation_id: id, step_name: record.step };
  const at = toSqlInstant(record.at);
  const state: Row = {
    status: record.status,
    phase: record.phase,
    attempt: record.attempt,
    error_code: record.error?.code ?? null,
    error: clip(record.error?.message),
    completed_at: record.status === 'running' ? null : at,
    ...(record.result === undefined ? {} : { result: JSON.stringify(record.result) }),
  };
  const stored = await tx.lockRow('operation_steps', key);
  if (stored === undefined)
    await tx.insertRow('operation_steps', { ...key, ...state, step_key: record.key, decisions: '[]', started_at: at });
  else if (!isNewer(stored, record)) await tx.updateRow('operation_steps', key, state);
}
