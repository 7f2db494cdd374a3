import { Fault } from '../../domain/errors.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal();

describe('saga', () => {
  it('runs the steps in order and reports each with its result', async () => {
    const { input, job } = aJob();
    const handle = await start('trial', input);
    await expect(handle.result()).resolves.toEqual(
      ['activity', 'invoice', 'timesheet'].map((s) => `${s} of ${input.name}`),
    );
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
    expect(await reportAt(handle, 'completed')).toMatchObject({
      steps: [
        { step: 'close', status: 'success', result: { billable: true, usedStock: false } },
        { step: 'activity', status: 'success' },
        { step: 'invoice', status: 'success', result: { name: `invoice of ${input.name}` } },
        { step: 'timesheet', status: 'success' },
      ],
    });
  });

  it('ends with the original failure, and gives the report as its details', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('invalid', 'Item FILTER is disabled') });
    const failure = await failureOf((await start('trial', input)).result());
    expect(failure).toMatchObject({
      type: 'invalid',
      message: 'Item FILTER is disabled',
      nonRetryable: true,
      details: [{ status: 'compensated', failedStep: 'invoice', errorCode: 'invalid' }],
    });
  });
});
