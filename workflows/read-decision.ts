import { DECISION_ACTIONS, type Decision } from '../domain/operation.ts';

const TEXT_MAX = 140;
const INPUTS_MAX = 20;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= TEXT_MAX;

/**
 * A decision as it is believed, field by field; undefined for what is none. Temporal's own tools send whatever somebody typed, and
 * what is taken once stands in the report for good. Without zod, which has no place in the workflow bundle.
 */
export function readDecision(sent: unknown): Decision | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { id, step, action, actor, found, input }: Record<string, unknown> = { ...sent };
  const known = DECISION_ACTIONS.find((one) => one === action);
  if (!isText(id) || !isText(step) || !isText(actor) || known === undefined) return undefined;
  if (found !== undefined && !isText(found)) return undefined;
  const edits = input === undefined ? undefined : readEdits(input);
  if (input !== undefined && edits === undefined) return undefined;
  return {
    id,
    step,
    action: known,
    actor,
    ...(found === undefined ? {} : { found }),
    ...(edits === undefined ? {} : { input: edits }),
  };
}

function readEdits(input: unknown): Record<string, string> | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const entries = Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    isText(name) && isText(value) ? [[name, value] as const] : [],
  );
  if (entries.length !== Object.keys(input).length || entries.length > INPUTS_MAX) return undefined;
  return Object.fromEntries(entries);
}
