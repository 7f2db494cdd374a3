import { isCancellation } from '@temporalio/workflow';

import { FAULTS } from '../domain/errors.ts';
import type { Decision, DecisionAction, StepReport, StepStatus } from '../domain/operation.ts';
import { reasonOf, type Reason } from './reason-of.ts';
import type { SagaRun, StepOf } from './step.ts';

/** What a cancelled write did is known only once it has ended. */
const WAIT = 'WAIT_CANCELLATION_COMPLETED';

/** A step under way. */
export interface Started<I extends object, R> {
  row: StepReport;
  step: StepOf<I, R>;
  input: I & { key: string };
}

/** One try at the end of a step: to do it, or to take over what a person named. */
export interface Attempt<R> {
  ends: 'success' | 'marked_done';
  make: () => Promise<R>;
  /**
   * What a person named for it may be wrong, so that a refusal is one of the person's words and the step waits again. `mayStand`: an
   * earlier attempt may have happened all the same.
   */
  byHand?: { mayStand: boolean };
}

/** The step itself; `edits` replaces values of its input. */
export function attemptOf<I extends object, R>(
  { row, step, input }: Started<I, R>,
  edits: Record<string, string> = {},
): Omit<Attempt<R>, 'byHand'> {
  const options = {
    activityId: row.step,
    summary: row.step,
    cancellationType: WAIT,
    ...(step.patience === undefined ? {} : { scheduleToCloseTimeout: step.patience }),
  } as const;
  return { ends: 'success', make: () => step.do.executeWithOptions(options, [{ ...input, ...edits }]) };
}

type Settled<R> = { next: Attempt<R> } | { result: R; status: StepStatus };

/** What follows a failure: another attempt, a result without one, or the failure itself. */
export async function settle<I extends object, R>(
  saga: SagaRun,
  { error, byHand, ...started }: Started<I, R> & Pick<Attempt<R>, 'byHand'> & { error: unknown },
): Promise<Settled<R>> {
  const { row, step } = started;
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  const cancelled = isCancellation(error);
  const rule = FAULTS[reason.code].saga;
  // What was refused did not happen; of everything else that ended without an answer nobody can say.
  const known = !cancelled && reason.code !== 'outcome_unknown' && rule !== 'waits' && byHand?.mayStand !== true;
  row.status = known ? 'failed' : 'unknown';
  row.errorCode = reason.code;
  row.error = cancelled ? 'cancelled' : reason.message;
  const forwardOnly = saga.record.report.pivot !== undefined;
  const refused = !cancelled && byHand === undefined && rule === 'unwinds';
  if (refused && step.neverUndoes !== undefined) {
    row.leftBehind = step.neverUndoes;
    return { result: step.ifSkipped(), status: 'failed' };
  }
  if (!cancelled) blame(saga, row, reason);
  if (!known && step.noUndo !== undefined) row.leftBehind = step.noUndo;
  if (cancelled || (refused && !forwardOnly)) throw error;

  const decision = await decided(saga, { started, reason, allowed: allowedFor(step, { forwardOnly }) });
  if (decision.action === 'compensate') throw error;
  const settled = follow(started, decision);
  await resume(saga);
  return settled;
}

async function decided<I extends object, R>(
  { waiting, awaitDecision }: SagaRun,
  { started, reason, allowed }: { started: Started<I, R>; reason: Reason; allowed: DecisionAction[] },
): Promise<Decision> {
  const { row, step } = started;
  waiting.set(row, reason);
  try {
    return await awaitDecision(row, { allowed, editable: step.editable ?? [] });
  } finally {
    waiting.delete(row);
  }
}

const allowedFor = <I extends object, R>(
  step: StepOf<I, R>,
  { forwardOnly }: { forwardOnly: boolean },
): DecisionAction[] => [
  'retry',
  ...(step.ifSkipped === undefined ? [] : (['skip'] as const)),
  ...(step.adopt === undefined ? [] : (['mark_done'] as const)),
  ...(forwardOnly || step.neverUndoes !== undefined ? [] : (['compensate'] as const)),
];

/** What a person decided, except to give up. */
function follow<I extends object, R>(started: Started<I, R>, decision: Decision): Settled<R> {
  const { row, step } = started;
  if (decision.action === 'skip' && step.ifSkipped !== undefined) {
    row.status = 'skipped';
    return { result: step.ifSkipped(), status: 'skipped' };
  }
  const byHand = { mayStand: row.status === 'unknown' };
  row.status = 'running';
  delete row.errorCode;
  delete row.error;
  delete row.leftBehind;
  const { adopt } = step;
  if (decision.action !== 'mark_done' || adopt === undefined) {
    const again = attemptOf(started, decision.input);
    return { next: decision.input === undefined ? again : { ...again, byHand } };
  }
  const found = decision.found ?? '';
  const options = { activityId: `${row.step}:adopt`, summary: `adopt ${row.step}`, cancellationType: WAIT } as const;
  return {
    next: { byHand, ends: 'marked_done', make: () => adopt.executeWithOptions(options, [{ ...started.input, found }]) },
  };
}

/** The report names the step that the operation waits for; of several the one that began to wait last. */
const blame = ({ record }: SagaRun, row: StepReport, { code, message }: Reason): void => {
  Object.assign(record.report, { failedStep: row.step, errorCode: code, error: message });
};

async function resume(saga: SagaRun): Promise<void> {
  const { record, waiting } = saga;
  const last = [...waiting].at(-1);
  if (last === undefined) {
    delete record.report.failedStep;
    delete record.report.errorCode;
    delete record.report.error;
  } else blame(saga, ...last);
  await record.enter(last === undefined ? 'running' : 'parked');
}
