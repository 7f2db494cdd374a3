import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
} from '@temporalio/workflow';

import type { OperationInput } from '../domain/operation.ts';
import { openDecisions } from './decisions.ts';
import { openRecord, type OperationIdentity } from './operation-record.ts';
import { reasonOf } from './reason-of.ts';
import { openSteps } from './run-step.ts';
import { absolve, blame } from './settle.ts';
import type { SagaRun, Step } from './step.ts';
import { openTogether, type Together } from './together.ts';
import { unwind } from './unwind.ts';

/** What the body of an operation is given: `step` for one step, `together` for several at once. */
export interface Steps {
  step: Step;
  together: Together;
}

/**
 * Runs the steps of an operation to the end, or takes them back last first. A refusal and a cancellation unwind, an outage waits,
 * what only a person can cure waits for a decision; after its pivot it goes only forward. Ends with the original failure, whose
 * details are the report.
 */
export async function saga<T>(
  identity: OperationIdentity,
  input: OperationInput,
  body: (steps: Steps) => Promise<T>,
): Promise<T> {
  const record = openRecord({ ...identity, input });
  const run: SagaRun = {
    record,
    awaitDecision: openDecisions(record),
    undos: [],
    waiting: new Map(),
    culprits: new Map(),
    groups: 0,
  };
  try {
    await record.enter('running');
    const result = await body({ step: openSteps(run), together: openTogether(run) });
    await CancellationScope.nonCancellable(async () => {
      await record.enter('completed');
      await condition(allHandlersFinished);
    });
    return result;
  } catch (error) {
    const reason = reasonOf(error);
    // A bug, or a run that continues as new: neither is a reason to take anything back.
    if (reason === undefined) throw error;
    const cancelled = isCancellation(error);
    if (cancelled) absolve(run);
    else blame(run, run.culprits.get(error), reason);
    await CancellationScope.nonCancellable(async () => {
      if (record.report.pivot === undefined) await unwind({ ...run, cancelled });
      else await stand(run);
      await condition(allHandlersFinished);
    });
    if (cancelled) throw error;
    const { message, code: type } = reason;
    const failure = ApplicationFailure.create({ message, type, nonRetryable: true, details: [record.report] });
    // The stack would tell where this file lies on the worker's machine, and nothing else.
    failure.stack = '';
    throw failure;
  }
}

/** Past the pivot nothing is taken back: all that was done stays, and the report says so. */
async function stand({ record }: SagaRun): Promise<void> {
  for (const row of record.report.steps) {
    if (row.status === 'success' || row.status === 'marked_done')
      row.leftBehind = `What step '${row.step}' did: it failed after the point of no return`;
  }
  await record.enter('failed');
}
