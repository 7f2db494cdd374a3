import { ApplicationFailure, setHandler, Trigger } from '@temporalio/workflow';

import type { Decision, StepReport } from '../domain/operation.ts';
import { decide } from './messages.ts';
import type { OperationRecord } from './operation-record.ts';

type Action = Decision['action'];

/** Waits, for as long as it takes, until a person decides about the step. Ends early only by a cancellation. */
export type AwaitDecision = (row: StepReport, allowed: readonly Action[]) => Promise<Decision>;

const refusal = (code: 'conflict' | 'invalid', message: string) => ApplicationFailure.nonRetryable(message, code);

/** Makes this run answer decisions: one at a time, about the step that waits, and only what the step allows. */
export function openDecisions(record: OperationRecord): AwaitDecision {
  let waiting: { row: StepReport; allowed: readonly Action[]; made: Trigger<Decision> } | undefined = undefined;

  const waitingFor = ({ step }: Decision) => {
    if (waiting?.row.step !== step) throw refusal('conflict', `Step '${step}' is not waiting for a decision`);
    return waiting;
  };
  setHandler(
    decide,
    (decision: Decision) => {
      const { row, made } = waitingFor(decision);
      waiting = undefined;
      row.decisions.push(decision);
      made.resolve(decision);
    },
    {
      validator: (decision: Decision) => {
        const { row, allowed } = waitingFor(decision);
        if (!allowed.includes(decision.action)) {
          throw refusal('invalid', `Step '${decision.step}' allows ${allowed.join(', ')}, not ${decision.action}`);
        }
        if (decision.action === 'mark_done' && row.status === 'failed' && !decision.id) {
          throw refusal('invalid', `Name the id of what was made by hand for step '${decision.step}'`);
        }
      },
    },
  );

  return async (row, allowed) => {
    const made = new Trigger<Decision>();
    waiting = { row, allowed, made };
    try {
      await record.enter(row.status === 'compensation_failed' ? 'compensation_failed' : 'parked');
      return await made;
    } finally {
      waiting = undefined;
    }
  };
}
