import { isAlive, parseIdentity, type ProcessIdentity } from '../processes/identify-process.ts';
import { isRecord, readJson } from '../state/read-json.ts';

const STEP_STATES = ['waiting', 'starting', 'ready', 'done', 'failed', 'stopping', 'stopped'] as const;
type StepState = (typeof STEP_STATES)[number];

export type StepReport = {
  name: string;
  state: StepState;
  pid: number | undefined;
  startedAt: number | undefined;
  restarts: number;
  /** The last words of a failed step, what a finished task has to say, or how the last run of a restarted service ended. */
  note: string | undefined;
  portTaken: boolean;
};

export type SupervisorState = { identity: ProcessIdentity; startedAt: number; steps: StepReport[] };

/** What the supervisor last wrote; `undefined` when it wrote nothing or the file is torn. */
function readSupervisorState(path: string): SupervisorState | undefined {
  const kept = readJson(path);
  const identity = parseIdentity(kept?.['identity']);
  const steps = kept?.['steps'];
  if (identity === undefined || !Array.isArray(steps)) return undefined;
  const startedAt = optionalNumber(kept?.['startedAt']) ?? 0;
  return { identity, startedAt, steps: steps.map(parseStep).filter((step) => step !== undefined) };
}

/** The state of the supervisor if it lives; a foreign process under its old pid does not count. */
export function readLiveSupervisor(path: string): SupervisorState | undefined {
  const state = readSupervisorState(path);
  return state !== undefined && isAlive(state.identity) ? state : undefined;
}

function parseStep(value: unknown): StepReport | undefined {
  if (!isRecord(value) || typeof value['name'] !== 'string') return undefined;
  const state = STEP_STATES.find((known) => known === value['state']);
  if (state === undefined) return undefined;
  return {
    name: value['name'],
    state,
    pid: optionalNumber(value['pid']),
    startedAt: optionalNumber(value['startedAt']),
    restarts: optionalNumber(value['restarts']) ?? 0,
    note: typeof value['note'] === 'string' ? value['note'] : undefined,
    portTaken: value['portTaken'] === true,
  };
}

function optionalNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
