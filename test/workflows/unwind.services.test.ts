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
  return { job, handle, report, name: input.name };
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
      'timesheet failed',
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
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-1' }))).toMatchObject({
      type: 'invalid',
      message: expect.stringContaining('takes no found'),
    });
    await decideOn(handle, 'invoice', { action: 'mark_done' });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-close']);
    const step = (await reportAt(handle, 'compensated')).steps[2];
    expect(step).toMatchObject({ status: 'compensated', decisions: [{ action: 'retry' }, { action: 'mark_done' }] });
    // Nobody but the person knows, so the report names it.
    expect(step?.leftBehind).toMatch(
      /^What step 'invoice' did: invoice of .*; a person said that it was taken back by hand$/,
    );
  });

  it('says what stays when an undo is skipped, and cannot be told to compensate', async () => {
    const { handle, name } = await undoRefused({ fails: paid });
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'compensate' }))).toMatchObject({ type: 'invalid' });
    await decideOn(handle, 'invoice', { action: 'skip' });
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({
      status: 'success',
      error: paid.message,
      leftBehind: `What step 'invoice' did: invoice of ${name}`,
    });
  });

  it('is not stopped by a cancellation', async () => {
    const { job, handle } = await undoRefused({ fails: paid });
    await handle.cancel();
    await decideOn(handle, 'invoice', { action: 'retry' });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'invalid' });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
  });

  it("takes back what a person had found or made by hand, since it is the step's own", async () => {
    const { input, job } = aJob();
    job
      .next('invoice', { fails: new Fault('misconfigured', 'Account 4000 does not exist') })
      .next('timesheet', { fails: refused });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-00042' });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({
      status: 'compensated',
      result: { name: 'SINV-00042' },
    });
  });

  it('does not hold the others for an independent undo that is refused, and asks about it last', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused }).next('invoice:undo', { fails: paid });
    const handle = await start('planned', {
      ...input,
      plan: [{ step: 'close' }, { step: 'delivery' }, { step: 'invoice', independent: true }, { step: 'timesheet' }],
    });
    const report = await reportAt(handle, 'compensation_failed');
    expect(job.effects).toEqual(['+close', '+delivery', '+invoice', '-delivery', '-close']);
    expect(report.steps.map(({ status }) => status)).toEqual([
      'compensated',
      'compensated',
      'compensation_failed',
      'failed',
    ]);
    await decideOn(handle, 'invoice', { action: 'retry' });
    await failureOf(handle.result());
    expect(job.effects.at(-1)).toBe('-invoice');
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({ status: 'compensated' });
  });

  it('keeps why a step was refused when its undo was refused too and then done', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused }).next('timesheet:undo', { fails: paid });
    const handle = await start('trial', input);
    await reportAt(handle, 'compensation_failed');
    await decideOn(handle, 'timesheet', { action: 'retry' });
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[3]).toMatchObject({
      status: 'failed',
      errorCode: 'invalid',
      error: refused.message,
    });
  });
});
