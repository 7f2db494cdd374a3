import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../domain/errors.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';
import type { Plan } from '../support/temporal-workflows.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const unavailable = new Fault('unavailable', 'The database cannot be reached');
const refused = new Fault('invalid', 'The hours overlap others');
const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');

const PIVOTED: Plan = [
  { step: 'close' },
  { step: 'invoice', pivot: true },
  { step: 'timesheet' },
  { step: 'delivery' },
];

describe('a step', () => {
  it('waits through an outage and happens once', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: unavailable }, { fails: unavailable, afterEffect: true }, { fails: unavailable });
    await (await start('trial', input)).result();
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('whose attempt gets no answer in time is repeated under the same key, and happens once', async () => {
    const { input, job } = aJob();
    job.next('invoice', { holds: sleep(2_500) });
    const handle = await start('trial', input);
    await handle.result();
    await sleep(1_500);
    expect(job.attempts.filter((call) => call === 'invoice')).toHaveLength(2);
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('that fails by a defect is repeated until it works', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new TypeError('a defect') }, { fails: new SyntaxError('another') });
    await (await start('trial', input)).result();
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('past the pivot is not reached by a cancellation', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('timesheet', { holds: promise });
    const handle = await start('planned', { ...input, plan: PIVOTED });
    while (!job.attempts.includes('timesheet')) await sleep(10);
    await handle.cancel();
    await sleep(100);
    release();
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+delivery']);
    expect(await reportAt(handle, 'completed')).toMatchObject({ pivot: 'invoice' });
  });

  it('that is the pivot itself and cancelled while it runs, is the last that counts', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const handle = await start('planned', { ...input, plan: PIVOTED });
    while (!job.attempts.includes('invoice')) await sleep(10);
    await handle.cancel();
    release();
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+delivery']);
  });

  it('past the pivot waits for a person when it is refused, and cannot be given up', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused });
    const handle = await start('planned', { ...input, plan: PIVOTED });
    expect(await reportAt(handle, 'parked')).toMatchObject({ failedStep: 'timesheet', errorCode: 'invalid' });
    expect(await failureOf(decideOn(handle, 'timesheet', { action: 'compensate' }))).toMatchObject({
      message: "Step 'timesheet' allows retry, mark_done, not compensate",
    });
    await handle.cancel();
    await sleep(100);
    await decideOn(handle, 'timesheet', { action: 'retry' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+delivery']);
  });

  it('tells its rows of the pivot as soon as it is passed', async () => {
    const { input, job } = aJob();
    const handle = await start('planned', { ...input, plan: PIVOTED });
    await handle.result();
    expect(job.reports.map(({ report }) => `${report.status} ${report.pivot ?? '-'}`)).toEqual([
      'running -',
      'running invoice',
      'completed invoice',
    ]);
  });

  it('that is skipped is no pivot', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: misconfigured }).next('timesheet', { fails: refused });
    const handle = await start('planned', {
      ...input,
      plan: [{ step: 'close' }, { step: 'activity', pivot: true }, { step: 'timesheet' }],
    });
    await reportAt(handle, 'parked');
    await decideOn(handle, 'activity', { action: 'skip' });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '-close']);
  });

  it('whose name another one has is a defect of the workflow, which undoes nothing', async () => {
    const { input, job } = aJob();
    const handle = await start('planned', {
      ...input,
      plan: [{ step: 'close' }, { step: 'invoice' }, { step: 'invoice' }],
    });
    const failedTask = async () =>
      (await handle.fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes != null) ?? false;
    while (!(await failedTask())) await sleep(50);
    expect(job.effects).toEqual(['+close', '+invoice']);
    await handle.terminate('the test has seen enough');
  });
});
