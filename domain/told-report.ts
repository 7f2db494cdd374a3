import {
  DECISION_ACTIONS,
  type Decision,
  type DecisionAction,
  type OperationReport,
  type StepReport,
} from './operation.ts';

const ID_MAX = 64;
const NAME_MAX = 140;
const INPUTS_MAX = 20;
/** Of a decision that does not say who made it. */
const NOBODY_NAMED = 'unknown';

/** A report as it is believed: runs of earlier versions took decisions just as Temporal's own tools sent them. */
export const toldReport = <R extends OperationReport>(report: R): R => ({
  ...report,
  steps: report.steps.map(toldStep),
});

function toldStep({ allows: told, ...step }: StepReport): StepReport {
  const allows = toldActions(told);
  return { ...step, decisions: toldDecisions(step.step, step.decisions), ...(allows !== undefined && { allows }) };
}

/** What may be decided about a step, in whatever was told or stored as such: the actions that are known. Undefined when there are none. */
export function toldActions(told: unknown): DecisionAction[] | undefined {
  const known = Array.isArray(told) ? DECISION_ACTIONS.filter((action) => told.includes(action)) : [];
  return known.length === 0 ? undefined : known;
}

/**
 * The decisions about a step in whatever was told or stored as such: as far as they are text, and no longer than it can be kept. One
 * without an id is named by its place; what names no action is none. Never throws.
 */
export const toldDecisions = (step: string, told: unknown): Decision[] =>
  Array.isArray(told) ? told.flatMap((one: unknown, place) => toldDecision({ step, place }, one)) : [];

function toldDecision({ step, place }: { step: string; place: number }, told: unknown): Decision[] {
  if (typeof told !== 'object' || told === null) return [];
  const said: Record<string, unknown> = { ...told };
  const action = DECISION_ACTIONS.find((known) => known === said['action']);
  if (action === undefined) return [];
  const found = textOf(said['found'], NAME_MAX);
  const input = toldInput(said['input']);
  return [
    {
      id: textOf(said['id'], ID_MAX) ?? `${String(place)}/${step}`.slice(0, ID_MAX),
      step,
      action,
      ...(found !== undefined && { found }),
      ...(input !== undefined && { input }),
      actor: textOf(said['actor'], NAME_MAX) ?? NOBODY_NAMED,
    },
  ];
}

/** What a decision says about its input, as far as that is text; undefined when it says nothing. Never throws. */
export function toldInput(told: unknown): Record<string, string> | undefined {
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return undefined;
  const entries = Object.entries(told).flatMap(([name, value]: [string, unknown]) => {
    const text = textOf(value, NAME_MAX);
    return text === undefined ? [] : [[name.slice(0, ID_MAX).toWellFormed(), text] as const];
  });
  return Object.fromEntries(entries.slice(0, INPUTS_MAX));
}

const textOf = (told: unknown, max: number): string | undefined =>
  typeof told === 'string' && told !== '' ? told.slice(0, max).toWellFormed() : undefined;
