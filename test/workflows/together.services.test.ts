import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../domain/errors.ts';
import type { Plan } from '../support/temporal-workflows.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const refused = new Fault('invalid', 'The hours overlap others');
const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');
const unavailable = new Fault('unavailable', 'The provider is away');

const PLAN: Plan = [{ step: 'close' }, [{ step: 'invoice' }, { step: 'timesheet' }, { step: 'delivery' }]];

describe('steps together', () => {
  it('run at once, and what follows waits for all', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const handle = await start('planned', { ...input, plan: [...PLAN, { step: 'activity' }] });
    while (!job.effects.includes('+timesheet') || !job.effects.includes('+delivery')) await sleep(10);
    expect(job.attempts).not.toContain('activity');
    release();
    await handle.result();
    expect(job.effects.slice(-2)).toEqual(['+invoice', '+activity']);
  });

  it('are all taken back when one is refused, after those under way have ended', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise }).next('timesheet', { fails: refused });
    const handle = await start('planned', { ...input, plan: PLAN });
    while (!job.attempts.includes('timesheet') || !job.effects.includes('+delivery')) await sleep(10);
    await sleep(200);
    expect(job.effects.filter((effect) => effect.startsWith('-'))).toEqual([]);
    release();
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid', message: refused.message });
    expect(job.effects.slice(-3)).toEqual(['-delivery', '-invoice', '-close']);
    expect(await reportAt(handle, 'compensated')).toMatchObject({ failedStep: 'timesheet', errorCode: 'invalid' });
  });

  it('stop waiting for an outage when another one is refused', async () => {
    const { input, job } = aJob();
    job
      .next('invoice', ...Array.from({ length: 1_000 }, () => ({ fails: unavailable })))
      .next('timesheet', { holds: sleep(300), fails: refused });
    const handle = await start('planned', { ...input, plan: PLAN });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid' });
    expect(job.effects.filter((effect) => effect.startsWith('-'))).toEqual(['-delivery', '-close']);
  });

  it('may wait for a person in several places, each decided by itself', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured }).next('timesheet', { holds: sleep(200), fails: misconfigured });
    const handle = await start('planned', { ...input, plan: PLAN });
    while ((await reportAt(handle, 'parked')).steps.filter(({ status }) => status === 'failed').length < 2)
      await sleep(20);
    await decideOn(handle, 'timesheet', { action: 'retry' });
    expect(await reportAt(handle, 'parked')).toMatchObject({ failedStep: 'invoice' });
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(await reportAt(handle, 'completed')).not.toHaveProperty('failedStep');
    expect([...job.effects].sort()).toEqual(['+close', '+delivery', '+invoice', '+timesheet']);
  });

  it('no longer wait for a person when another one is refused', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { fails: misconfigured }).next('timesheet', { holds: promise, fails: refused });
    const handle = await start('planned', { ...input, plan: PLAN });
    await reportAt(handle, 'parked');
    release();
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid' });
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'retry' }))).toBeInstanceOf(Error);
    expect(job.effects.filter((effect) => effect.startsWith('-'))).toEqual(['-delivery', '-close']);
  });

  it('are all taken back when the operation is cancelled', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('planned', { ...input, plan: PLAN });
    await reportAt(handle, 'parked');
    await handle.cancel();
    expect(await failureOf(handle.result())).toMatchObject({ name: 'CancelledFailure' });
    expect([...job.effects].sort()).toEqual(['+close', '+delivery', '+timesheet', '-close', '-delivery', '-timesheet']);
  });

  it('hold no pivot: that is a defect of the workflow, which undoes nothing', async () => {
    const { input, job } = aJob();
    const plan: Plan = [{ step: 'close' }, [{ step: 'invoice', pivot: true }, { step: 'timesheet' }]];
    const handle = await start('planned', { ...input, plan });
    const failedTask = async () =>
      (await handle.fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes != null) ?? false;
    while (!(await failedTask())) await sleep(50);
    expect(job.effects).toEqual(['+close']);
    await handle.terminate('the test has seen enough');
  });

  it('tell of the failure that came first, whole, when two are refused', async () => {
    const { input, job } = aJob();
    const first = new Fault('conflict', 'The invoice is refused');
    job.next('invoice', { fails: first }).next('timesheet', { holds: sleep(300), fails: refused });
    const handle = await start('planned', { ...input, plan: PLAN });
    await failureOf(handle.result());
    expect(await reportAt(handle, 'compensated')).toMatchObject({
      failedStep: 'invoice',
      errorCode: 'conflict',
      error: first.message,
    });
  });

  it('ask nobody about one that fails while another one is refused', async () => {
    const { input, job } = aJob();
    job.next('invoice', { holds: sleep(300), fails: misconfigured }).next('timesheet', { fails: refused });
    const handle = await start('planned', { ...input, plan: PLAN });
    await failureOf(handle.result());
    expect(job.reports.map(({ report }) => report.status)).toEqual(['running', 'compensating', 'compensated']);
    expect(await reportAt(handle, 'compensated')).toMatchObject({ failedStep: 'timesheet', error: refused.message });
  });
});
