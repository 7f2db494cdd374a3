import { CancellationScope, CancelledFailure, isCancellation } from '@temporalio/workflow';

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
  /** What the report said of the step when a person let it be tried again. */
  before?: StepReport;
  /** What a person named for it may be wrong: a refusal is one of the person's words, and the step waits again. */
  byHand?: true;
}

/** The step itself; `edits` replaces values of its input. */
export function attemptOf<I extends object, R>(
  { row, step, input }: Started<I, R>,
  edits: Record<string, string> = {},
): Attempt<R> {
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
  { error, before, byHand, ...started }: Started<I, R> & Omit<Attempt<R>, 'ends' | 'make'> & { error: unknown },
): Promise<Settled<R>> {
  const { row, step } = started;
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  // Cancelled before it left: all that is known of the step is what was known before.
  if (error instanceof CancelledFailure) {
    Object.assign(row, before ?? CANCELLED);
    throw error;
  }
  const cancelled = isCancellation(error);
  const rule = FAULTS[reason.code].saga;
  const forwardOnly = saga.record.report.pivot !== undefined;
  const refused = !cancelled && byHand === undefined && rule === 'unwinds';
  fail(started, { reason, cancelled, mayStand: byHand === true && before?.status === 'unknown' });
  if (refused && step.neverUndoes !== undefined) {
    row.leftBehind = step.neverUndoes;
    return { result: step.ifSkipped(), status: 'failed' };
  }
  saga.culprits.set(error, row);
  if (cancelled || (refused && !forwardOnly)) throw error;
  // Nobody is asked any more about what is to be taken back.
  if (!forwardOnly && CancellationScope.current().consideredCancelled)
    throw new CancelledFailure(`Cancelled while step '${row.step}' failed`);

  blame(saga, row, reason);
  const decision = await decided(saga, { started, reason, allowed: allowedFor(step, { forwardOnly }) });
  if (decision.action === 'compensate') throw error;
  const settled = follow(started, decision);
  await resume(saga);
  return settled;
}

const CANCELLED = { status: 'failed', error: 'cancelled' } as const;

/** Writes on the step's row how it failed. What was refused did not happen; of everything else without an answer nobody can say. */
function fail<I extends object, R>(
  { row, step }: Started<I, R>,
  { reason, cancelled, mayStand }: { reason: Reason; cancelled: boolean; mayStand: boolean },
): void {
  const unknown = cancelled || mayStand || reason.code === 'outcome_unknown' || FAULTS[reason.code].saga === 'waits';
  row.status = unknown ? 'unknown' : 'failed';
  row.error = cancelled ? 'cancelled' : reason.message;
  if (!cancelled) row.errorCode = reason.code;
  if (unknown && step.noUndo !== undefined) row.leftBehind = step.noUndo;
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
  const before = { ...row };
  row.status = 'running';
  delete row.errorCode;
  delete row.error;
  delete row.leftBehind;
  const { adopt } = step;
  if (decision.action !== 'mark_done' || adopt === undefined) {
    const again = attemptOf(started, decision.input);
    return { next: { ...again, before, ...(decision.input === undefined ? {} : { byHand: true }) } };
  }
  const found = decision.found ?? '';
  const options = { activityId: `${row.step}:adopt`, summary: `adopt ${row.step}`, cancellationType: WAIT } as const;
  return {
    next: {
      before,
      byHand: true,
      ends: 'marked_done',
      make: () => adopt.executeWithOptions(options, [{ ...started.input, found }]),
    },
  };
}

/** The report names the step that the operation waits for; of several the one that began to wait last. */
export const blame = (
  { record }: Pick<SagaRun, 'record'>,
  row: StepReport | undefined,
  { code, message }: Reason,
): void => {
  absolve({ record });
  Object.assign(record.report, row === undefined ? {} : { failedStep: row.step }, { errorCode: code, error: message });
};

/** The report names no failure. */
export const absolve = ({ record: { report } }: Pick<SagaRun, 'record'>): void => {
  delete report.failedStep;
  delete report.errorCode;
  delete report.error;
};

async function resume(saga: SagaRun): Promise<void> {
  const last = [...saga.waiting].at(-1);
  if (last === undefined) absolve(saga);
  else blame(saga, ...last);
  await saga.record.enter(last === undefined ? 'running' : 'parked');
}
