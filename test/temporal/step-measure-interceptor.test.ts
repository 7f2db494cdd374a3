import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';

import { createStepMeasure, type StepMeasure } from '../../temporal/step-measure-interceptor.ts';

const key = 'complete-job:org_1:JOB-1/01a210a6-15d9-761d-98b9-cea7cec62f26/invoice';
const input = { organizationId: 'org_1', name: 'JOB-1', key };

/** What is measured of one attempt, however it ends. */
async function measured(work: () => Promise<unknown>, info = {}, args: unknown = input): Promise<StepMeasure[]> {
  const all: StepMeasure[] = [];
  const interceptors = [createStepMeasure((one) => all.push(one))];
  const environment = new MockActivityEnvironment(
    { activityId: 'invoice', isLocal: false, ...info },
    { interceptors, logger: new DefaultLogger('ERROR') },
  );
  await environment.run(work, ...[args]).catch(() => undefined);
  return all;
}

describe('the measure of steps', () => {
  it.each([
    ['success', () => Promise.resolve()],
    ['failed', () => Promise.reject(ApplicationFailure.nonRetryable('No', 'conflict'))],
    ['retried', () => Promise.reject(ApplicationFailure.retryable('Later', 'unavailable'))],
    ['cancelled', () => Promise.reject(new CancelledFailure('Stop'))],
  ])('tells how an attempt ended: %s', async (outcome, work) => {
    expect(await measured(work)).toEqual([
      { type: 'complete-job', step: 'invoice', phase: 'do', outcome, seconds: expect.any(Number) },
    ]);
  });

  it('tells an undo as such', async () => {
    expect(await measured(() => Promise.resolve(), { activityId: 'invoice:undo' })).toMatchObject([{ phase: 'undo' }]);
  });

  it('measures no work that is no step', async () => {
    expect(await measured(() => Promise.resolve(), {}, { organizationId: 'org_1' })).toEqual([]);
  });
});
