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
import type { SagaRun, Step } from './step.ts';
import { unwind } from './unwind.ts';

/**
 * Runs the steps of an operation to the end, or takes them back last first. A refusal and a cancellation unwind, an outage waits,
 * what only a person can cure waits for a decision. Ends with the original failure, whose details are the report.
 */
export async function saga<T>(
  identity: OperationIdentity,
  input: OperationInput,
  body: (step: Step) => Promise<T>,
): Promise<T> {
  const record = openRecord({ ...identity, input });
  const run: SagaRun = { record, awaitDecision: openDecisions(record), undos: [] };
  try {
    await record.enter('running');
    const result = await body(openSteps(run));
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
    if (!cancelled) Object.assign(record.report, { errorCode: reason.code, error: reason.message });
    await CancellationScope.nonCancellable(async () => {
      await unwind({ ...run, cancelled });
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
