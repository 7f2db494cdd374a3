import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../domain/errors.ts';
import { failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const unavailable = new Fault('unavailable', 'The database cannot be reached');

describe('saga', () => {
  it('runs the steps in order and reports each with its result', async () => {
    const { input, job } = aJob();
    const handle = await start('trial', input);
    await expect(handle.result()).resolves.toEqual(
      ['activity', 'invoice', 'timesheet'].map((step) => `${step} of ${input.name}`),
    );
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
    const report = await reportAt(handle, 'completed');
    expect(report.steps.map(({ step, status }) => `${step} ${status}`)).toEqual([
      'close success',
      'activity success',
      'invoice success',
      'timesheet success',
    ]);
    expect(report.steps[2]).toMatchObject({ result: { name: `invoice of ${input.name}` } });
    expect(JSON.stringify(report)).not.toContain('leftBehind');
  });

  it('ends with the original failure, and gives the report as its details', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('invalid', 'Item FILTER is disabled') });
    expect(await failureOf((await start('trial', input)).result())).toMatchObject({
      type: 'invalid',
      message: 'Item FILTER is disabled',
      nonRetryable: true,
      details: [
        { status: 'compensated', failedStep: 'invoice', errorCode: 'invalid', error: 'Item FILTER is disabled' },
      ],
    });
  });

  it('unwinds for a fault that a rule throws inside the workflow', async () => {
    const { input, job } = aJob();
    const handle = await start('trial', { ...input, then: 'refuse' });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'conflict', message: 'The rule says no' });
    expect(job.effects).toEqual(['+close', '+activity', '-close']);
  });

  it('undoes nothing for a defect of the workflow: the run waits for repaired code', async () => {
    const { input, job } = aJob();
    const handle = await start('trial', { ...input, then: 'break' });
    const failedTask = async () =>
      (await handle.fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes != null) ?? false;
    for (const untilMs = performance.now() + 10_000; !(await failedTask()) && performance.now() < untilMs;)
      await sleep(50);
    expect(await failedTask()).toBe(true);
    expect(job.effects).toEqual(['+close', '+activity']);
    await handle.terminate('the test has seen enough');
  });

  it('gives each step a key of the run, and a new run new ones', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: new Fault('conflict', 'The hours overlap others') });
    const first = await start('trial', input);
    await failureOf(first.result());
    const second = await start('trial', input);
    await second.result();
    const keysOf = (run: typeof first, steps: string[]) =>
      steps.map((step) => `${run.workflowId}/${run.firstExecutionRunId}/${step}`);
    expect(job.keys).toEqual([
      ...keysOf(first, ['close', 'activity', 'invoice']),
      ...keysOf(second, ['close', 'activity', 'invoice', 'timesheet']),
    ]);
  });

  it('cancelled while a step runs, waits for the step and takes it back too', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const handle = await start('trial', input);
    while (!job.attempts.includes('invoice')) await sleep(10);
    await handle.cancel();
    await sleep(100);
    expect(job.effects).toEqual(['+close', '+activity']);
    release();
    expect(await failureOf(handle.result())).toMatchObject({ name: 'CancelledFailure' });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    const report = await reportAt(handle, 'cancelled');
    expect(report.steps.map(({ step }) => step)).toEqual(['close', 'activity', 'invoice']);
    expect(report.steps[1]).toMatchObject({ status: 'success', leftBehind: 'A note' });
  });

  it('cancelled while a step waits for an outage to end, takes back what was done', async () => {
    const { input, job } = aJob();
    job.next('invoice', ...Array.from({ length: 1_000 }, () => ({ fails: unavailable })));
    const handle = await start('trial', input);
    while (job.attempts.filter((call) => call === 'invoice').length < 4) await sleep(10);
    await handle.cancel();
    expect(await failureOf(handle.result())).toMatchObject({ name: 'CancelledFailure' });
    expect(job.effects).toEqual(['+close', '+activity', '-close']);
  });
});
