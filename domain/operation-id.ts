import { Fault } from './errors.ts';

const RUN_ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OPERATION_ID = new RegExp(`^([a-z][a-z-]{0,63})\\.(.{1,140})\\.(${RUN_ID})$`);
const STEP_KEY = new RegExp(`^(.+)/(${RUN_ID})/([^/]+)$`);

/** One step of one run; the run is the first of its chain. */
interface StepName {
  workflowId: string;
  runId: string;
  step: string;
}

/**
 * The id of an operation, derived from its workflow id `<kind>:<organization>:<name>` and first run id, so that it is known
 * before any row exists: `<kind>.<name>.<run id>`. The organization is left out: the caller's own completes it, so an id of
 * another organization leads nowhere.
 */
export function operationId(workflowId: string, firstRunId: string): string {
  const [kind = '', , ...name] = workflowId.split(':');
  return `${kind}.${name.join(':')}.${firstRunId}`;
}

/** Takes an operation id apart; throws `not_found` for anything that cannot be one. */
export function parseOperationId(id: string): { kind: string; name: string; runId: string } {
  const [, kind, name, runId] = OPERATION_ID.exec(id) ?? [];
  if (kind === undefined || name === undefined || runId === undefined)
    throw new Fault('not_found', `There is no operation '${id}'`);
  return { kind, name, runId };
}

/** The key of a step, the same over its attempts and its undo. */
export const stepKey = ({ workflowId, runId, step }: StepName): string => `${workflowId}/${runId}/${step}`;

/** Takes a step key apart; undefined for anything that cannot be one. */
export function parseStepKey(key: string): StepName | undefined {
  const [, workflowId, runId, step] = STEP_KEY.exec(key) ?? [];
  if (workflowId === undefined || runId === undefined || step === undefined) return undefined;
  return { workflowId, runId, step };
}

/** The operation that a step key belongs to. */
export function operationOfKey(key: string): string {
  const parts = parseStepKey(key);
  if (parts === undefined) throw new Error(`'${key}' is no step key`);
  return operationId(parts.workflowId, parts.runId);
}
