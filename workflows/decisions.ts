import { ApplicationFailure, setHandler, Trigger } from '@temporalio/workflow';

import type { Decision, DecisionAction, StepReport } from '../domain/operation.ts';
import { decide } from './messages.ts';
import { readDecision } from './read-decision.ts';
import type { OperationRecord } from './operation-record.ts';

/** What a step that waits leaves to a person. */
export interface Choice {
  allowed: readonly DecisionAction[];
  /** What of the step's input may be replaced with a retry. */
  editable?: readonly string[];
}

/** Waits, for as long as it takes, until a person decides about the step. Ends early only by a cancellation. */
export type AwaitDecision = (row: StepReport, choice: Choice) => Promise<Decision>;

/** Temporal lets a run take 2,000 updates; what ends the waiting must still find a place. */
const DECISIONS_MAX = 1_000;

const refusal = (code: 'conflict' | 'invalid', message: string) => ApplicationFailure.nonRetryable(message, code);

/** Makes this run answer decisions: each about a step that waits, once, and only what the step allows. */
export function openDecisions(record: OperationRecord): AwaitDecision {
  const waiting = new Map<string, Choice & { row: StepReport; made: Trigger<Decision> }>();

  const waitingFor = ({ step }: Decision) => {
    const found = waiting.get(step);
    if (found === undefined) throw refusal('conflict', `Step '${step}' is not waiting for a decision`);
    return found;
  };
  const read = (sent: unknown): Decision => {
    const decision = readDecision(sent);
    if (decision === undefined)
      throw refusal('invalid', 'A decision needs id, step, action and actor; found and the values of input are texts');
    return decision;
  };
  setHandler(
    decide,
    (sent: Decision) => {
      const decision = read(sent);
      const { row, made } = waitingFor(decision);
      waiting.delete(decision.step);
      delete row.allows;
      row.decisions.push(decision);
      made.resolve(decision);
    },
    {
      validator: (sent: Decision) => {
        const decision = read(sent);
        const { row, ...choice } = waitingFor(decision);
        if (row.decisions.length >= DECISIONS_MAX && (decision.action === 'retry' || decision.action === 'mark_done'))
          throw refusal('conflict', tooMany(decision.step));
        const problem = problemOf(decision, { ...choice, finds: row.status !== 'compensation_failed' });
        if (problem !== undefined) throw refusal('invalid', problem);
      },
    },
  );

  return async (row, choice) => {
    const made = new Trigger<Decision>();
    waiting.set(row.step, { ...choice, row, made });
    row.allows = [...choice.allowed];
    try {
      await record.enter(row.status === 'compensation_failed' ? 'compensation_failed' : 'parked');
      return await made;
    } finally {
      waiting.delete(row.step);
      delete row.allows;
    }
  };
}

const tooMany = (step: string): string =>
  `Step '${step}' was decided ${String(DECISIONS_MAX)} times. Skip or compensate where it allows that, or cancel the operation`;

/** Why the step cannot be decided so; undefined when it can. */
function problemOf(
  { step, action, found, input = {} }: Decision,
  { allowed, editable = [], finds }: Choice & { finds: boolean },
): string | undefined {
  if (!allowed.includes(action)) return `Step '${step}' allows ${allowed.join(', ')}, not ${action}`;
  if (action === 'mark_done' && finds && !found)
    return `Name what was found or made by hand for step '${step}', as 'found'`;
  const names = Object.keys(input);
  if (names.length > 0 && action !== 'retry') return `Only a retry of step '${step}' takes an input, not ${action}`;
  if (action === 'mark_done' && !finds && found !== undefined)
    return `What step '${step}' did is being undone: mark_done says that it was taken back by hand, and takes no found`;
  const foreign = names.filter((name) => !editable.includes(name));
  if (foreign.length === 0) return undefined;
  const may = editable.length === 0 ? 'takes no other input' : `lets you replace ${editable.join(', ')}`;
  return `Step '${step}' ${may}, not ${foreign.join(', ')}`;
}
