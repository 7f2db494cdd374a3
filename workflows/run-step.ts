import { CancellationScope, CancelledFailure } from '@temporalio/workflow';

import { stepKey } from '../domain/operation-id.ts';
import type { StepReport } from '../domain/operation.ts';
import { attemptOf, settle, type Attempt, type Started } from './settle.ts';
import type { SagaRun, Step } from './step.ts';

/** The steps of one run: each registers its undo before it leaves, and waits for a person where only a person can help. */
export function openSteps(saga: SagaRun): Step {
  const { record, undos } = saga;
  const { workflowId, runId } = record.run;

  return async (name, step) => {
    // A defect of the workflow: the run waits for repaired code, and nothing is undone.
    // eslint-disable-next-line temporal/workflow-no-throw-raw-error -- an ApplicationFailure would end the run
    if (step.pivot === true && saga.groups > 0) throw new TypeError(`Step '${name}' is a pivot, which runs alone`);
    // Two of one name would share a key, and the second answer what the first did.
    // eslint-disable-next-line temporal/workflow-no-throw-raw-error -- as above
    if (record.report.steps.some((other) => other.step === name)) throw new TypeError(`There are two steps '${name}'`);
    const forwardOnly = record.report.pivot !== undefined;
    // Asked before anything is registered: what never starts needs no undo.
    if (!forwardOnly && CancellationScope.current().consideredCancelled)
      throw new CancelledFailure(`Cancelled before step '${name}'`);
    const key = stepKey({ workflowId, runId, step: name });
    const row: StepReport = { step: name, status: 'running', key, decisions: [] };
    const input = { ...step.input, key };
    const { undo, letGo, independent = false } = step;
    record.report.steps.push(row);
    // Known before the call leaves: a call that timed out may have happened.
    if (undo === undefined) undos.push({ row, remains: step.noUndo });
    else
      undos.push({
        row,
        independent,
        takeBack: (options) => undo.executeWithOptions(options, [input]),
        letGo: async (options) => letGo?.executeWithOptions(options, [input]),
      });

    const run = () => runToEnd(saga, { row, step, input });
    return forwardOnly ? CancellationScope.nonCancellable(run) : run();
  };
}

async function runToEnd<I extends object, R>(saga: SagaRun, started: Started<I, R>): Promise<R> {
  const { row, step } = started;
  const { record } = saga;
  for (let attempt: Attempt<R> = attemptOf(started); ;) {
    record.show();
    const { ends, make, ...how } = attempt;
    const settled = await make().then(
      (result) => ({ result, status: ends }),
      (error: unknown) => settle(saga, { ...started, ...how, error }),
    );
    if ('next' in settled) {
      attempt = settled.next;
      continue;
    }
    row.status = settled.status;
    row.result = settled.result;
    if (step.pivot === true && settled.status === ends) {
      record.report.pivot = row.step;
      await record.enter(record.report.status);
    }
    record.show();
    return settled.result;
  }
}
