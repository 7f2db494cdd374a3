import { CancellationScope, CancelledFailure, isCancellation } from '@temporalio/workflow';

import { FAULTS } from '../domain/errors.ts';
import { stepKey } from '../domain/operation-id.ts';
import type { Decision, StepReport } from '../domain/operation.ts';
import { reasonOf } from './reason-of.ts';
import type { Outcomes, SagaRun, Step } from './step.ts';

/** The steps of one run: each registers its undo before it leaves, and waits for a person where only a person can help. */
export function openSteps(saga: SagaRun): Step {
  const { record, undos } = saga;
  const { workflowId, runId } = record.run;

  return async (name, step) => {
    // Asked before anything is registered: what never starts needs no undo.
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure(`Cancelled before step '${name}'`);
    const row: StepReport = {
      step: name,
      status: 'running',
      key: stepKey({ workflowId, runId, step: name }),
      decisions: [],
    };
    const input = { ...step.input, key: row.key };
    const { undo } = step;
    record.report.steps.push(row);
    // Known before the call leaves: a call that timed out may have happened.
    if (undo === undefined) undos.push({ row, remains: step.noUndo });
    else undos.push({ row, takeBack: (options) => undo.executeWithOptions(options, [input]) });

    for (;;) {
      record.show();
      try {
        const result = await step.do.executeWithOptions(
          { activityId: name, summary: name, cancellationType: 'WAIT_CANCELLATION_COMPLETED' },
          [input],
        );
        row.status = 'success';
        row.result = result;
        record.show();
        return result;
      } catch (error) {
        const settled = await settle(saga, { row, step, error });
        if (settled !== 'retry') return settled.result;
      }
    }
  };
}

interface Failed<R> {
  row: StepReport;
  step: Outcomes<R>;
  error: unknown;
}

/** What follows a failure: another attempt, a result without one, or the failure itself. */
async function settle<R>(saga: SagaRun, { row, step, error }: Failed<R>): Promise<'retry' | { result: R }> {
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  const cancelled = isCancellation(error);
  const refused = !cancelled && FAULTS[reason.code].saga === 'unwinds';
  row.status = 'failed';
  row.error = cancelled ? 'cancelled' : reason.message;
  if (refused && step.neverUndoes !== undefined) {
    row.leftBehind = step.neverUndoes;
    return { result: step.ifSkipped() };
  }
  if (!cancelled)
    Object.assign(saga.record.report, { failedStep: row.step, errorCode: reason.code, error: reason.message });
  const mayRemain = cancelled || reason.code === 'outcome_unknown';
  if (mayRemain && step.noUndo !== undefined) row.leftBehind = step.noUndo;
  if (cancelled || refused) throw error;
  const decision = await saga.awaitDecision(row, allowedFor(step));
  if (decision.action === 'compensate') throw error;
  const settled = follow({ row, step }, decision);
  await resume(saga);
  return settled;
}

function allowedFor(step: Outcomes<unknown>): Decision['action'][] {
  return [
    'retry',
    ...(step.ifSkipped === undefined ? [] : (['skip'] as const)),
    ...(step.adopt === undefined ? [] : (['mark_done'] as const)),
    ...(step.neverUndoes === undefined ? (['compensate'] as const) : []),
  ];
}

function follow<R>(
  { row, step }: Pick<Failed<R>, 'row' | 'step'>,
  { action, id = '' }: Decision,
): 'retry' | { result: R } {
  const byHand = action === 'skip' ? step.ifSkipped : action === 'mark_done' ? step.adopt : undefined;
  if (byHand === undefined) {
    row.status = 'running';
    delete row.error;
    delete row.leftBehind;
    return 'retry';
  }
  const result = byHand(id);
  row.status = action === 'skip' ? 'skipped' : 'marked_done';
  row.result = result;
  return { result };
}

async function resume({ record }: SagaRun): Promise<void> {
  delete record.report.failedStep;
  delete record.report.errorCode;
  delete record.report.error;
  await record.enter('running');
}
