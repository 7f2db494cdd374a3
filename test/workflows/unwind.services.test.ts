import { Fault } from '../../domain/errors.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const refused = new Fault('invalid', 'The hours overlap others');
const paid = new Fault('conflict', 'Invoice SINV-1 is paid');

async function undoRefused(...turns: { fails: Error }[]) {
  const { input, job } = aJob();
  job.next('timesheet', { fails: refused }).next('invoice:undo', ...turns);
  const handle = await start('trial', input);
  const report = await reportAt(handle, 'compensation_failed');
  return { job, handle, report };
}

describe('unwinding', () => {
  it('takes back what was done, last first, also what a failed step did', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused, afterEffect: true });
    const handle = await start('trial', input);
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet', '-timesheet', '-invoice', '-close']);
    const { steps } = await reportAt(handle, 'compensated');
    expect(steps.map(({ step, status }) => `${step} ${status}`)).toEqual([
      'close compensated',
      'activity success',
      'invoice compensated',
      'timesheet compensated',
    ]);
    expect(steps[3]).toMatchObject({ error: refused.message });
  });

  it('waits through an outage, and repeats an undo of a defect', async () => {
    const { input, job } = aJob();
    job
      .next('timesheet', { fails: refused })
      .next('invoice:undo', { fails: new Fault('unavailable', 'Gone') }, { fails: new TypeError('a defect') });
    await failureOf((await start('trial', input)).result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
  });

  it('counts an undo as done when there is nothing any more', async () => {
    const { input, job } = aJob();
    job
      .next('timesheet', { fails: refused })
      .next('invoice:undo', { fails: new Fault('not_found', 'No such invoice') });
    const handle = await start('trial', input);
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({ status: 'compensated' });
  });

  it('holds at an undo that is refused, with everything under it', async () => {
    const { job, handle, report } = await undoRefused({ fails: paid });
    expect(report).toMatchObject({ failedStep: 'timesheet', errorCode: 'invalid', error: refused.message });
    expect(report.steps[2]).toMatchObject({ status: 'compensation_failed', error: paid.message });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice']);
    await decideOn(handle, 'invoice', { action: 'retry' });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid', message: refused.message });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
    const { steps } = await reportAt(handle, 'compensated');
    expect(steps[2]).toMatchObject({ status: 'compensated', decisions: [{ action: 'retry' }] });
    expect(steps[2]).not.toHaveProperty('error');
  });

  it('holds again when the undo is refused again', async () => {
    const { job, handle } = await undoRefused({ fails: paid }, { fails: paid });
    await decideOn(handle, 'invoice', { action: 'retry' });
    await reportAt(handle, 'compensation_failed');
    await decideOn(handle, 'invoice', { action: 'mark_done' });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-close']);
    const step = (await reportAt(handle, 'compensated')).steps[2];
    expect(step).toMatchObject({ status: 'marked_done', decisions: [{ action: 'retry' }, { action: 'mark_done' }] });
    expect(step).not.toHaveProperty('leftBehind');
  });

  it('says what stays when an undo is skipped, and cannot be told to compensate', async () => {
    const { handle } = await undoRefused({ fails: paid });
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'compensate' }))).toMatchObject({ type: 'invalid' });
    await decideOn(handle, 'invoice', { action: 'skip' });
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({
      status: 'skipped',
      leftBehind: "What step 'invoice' did",
    });
  });

  it('is not stopped by a cancellation', async () => {
    const { job, handle } = await undoRefused({ fails: paid });
    await handle.cancel();
    await decideOn(handle, 'invoice', { action: 'retry' });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid' });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
  });

  it('says that what a person made by hand stays', async () => {
    const { input, job } = aJob();
    job
      .next('invoice', { fails: new Fault('misconfigured', 'Account 4000 does not exist') })
      .next('timesheet', { fails: refused });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'mark_done', id: 'SINV-00042' });
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({
      status: 'compensated',
      result: { name: 'SINV-00042' },
      leftBehind: 'What was made by hand',
    });
  });
});
