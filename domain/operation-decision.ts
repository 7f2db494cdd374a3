import { Fault, type FieldFault } from './errors.ts';
import { DECISION_ACTIONS, type Decision } from './operation.ts';

/** All that a person decides about an operation: about a step that waits, or about the whole. */
export const DECIDED_ACTIONS = [...DECISION_ACTIONS, 'cancel', 'resolve'] as const;
export type DecidedAction = (typeof DECIDED_ACTIONS)[number];

/** `asked`: not known yet whether the run takes it. */
export const DECISION_STATES = ['asked', 'taken', 'refused'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** Throws `invalid` for a decision that says what its action has no use for. What a step allows is known to its run only. */
export function checkDecision({ action, found, input = {} }: Pick<Decision, 'action' | 'found' | 'input'>): void {
  const fields: FieldFault[] = [];
  if (found !== undefined && action !== 'mark_done')
    fields.push({ pointer: '/found', detail: 'Goes with mark_done only' });
  if (Object.keys(input).length > 0 && action !== 'retry')
    fields.push({ pointer: '/input', detail: 'Goes with retry only' });
  if (fields.length > 0)
    throw new Fault('invalid', `The decision says what ${action} has no use for. Leave it out, or decide otherwise.`, {
      fields,
    });
}
