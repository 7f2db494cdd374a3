import { Fault } from '../../domain/errors.ts';
import { decide } from '../../workflows/messages.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');

async function parkedAt(call: 'invoice' | 'timesheet') {
  const { input, job } = aJob();
  job.next(call, { fails: misconfigured });
  const handle = await start('trial', input);
  await reportAt(handle, 'parked');
  return { job, handle };
}

describe('a decision', () => {
  it.each([
    ['another step', 'close', { action: 'retry' }, 'conflict', "Step 'close' is not waiting for a decision"],
    ['skip', 'invoice', { action: 'skip' }, 'invalid', "Step 'invoice' allows retry, mark_done, compensate, not skip"],
    [
      'mark_done without what was made',
      'invoice',
      { action: 'mark_done' },
      'invalid',
      "Name what was found or made by hand for step 'invoice', as 'found'",
    ],
    [
      'an input that the step does not let be edited',
      'invoice',
      { action: 'retry', input: { customer: 'CUST-1' } },
      'invalid',
      "Step 'invoice' lets you replace billingItem, not customer",
    ],
    [
      'an input without a retry',
      'invoice',
      { action: 'compensate', input: { billingItem: 'TUNE-UP' } },
      'invalid',
      "Only a retry of step 'invoice' takes an input, not compensate",
    ],
  ] as const)('is refused for %s, and the step still waits', async (_what, step, decision, type, message) => {
    const { handle, job } = await parkedAt('invoice');
    expect(await failureOf(decideOn(handle, step, decision))).toMatchObject({ type, message });
    const report = await reportAt(handle, 'parked');
    expect(report.steps.flatMap(({ decisions }) => decisions)).toEqual([]);
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('of mark_done is refused where nothing made by hand can be taken over', async () => {
    const { handle } = await parkedAt('timesheet');
    const refusal = await failureOf(decideOn(handle, 'timesheet', { action: 'mark_done', found: 'TS-1' }));
    expect(refusal).toMatchObject({ type: 'invalid', message: expect.stringContaining('allows retry, compensate') });
    await decideOn(handle, 'timesheet', { action: 'compensate' });
    await failureOf(handle.result());
  });

  it('of an input is refused where nothing of it may be edited', async () => {
    const { handle } = await parkedAt('timesheet');
    const refusal = await failureOf(decideOn(handle, 'timesheet', { action: 'retry', input: { hours: '9' } }));
    expect(refusal).toMatchObject({ type: 'invalid', message: "Step 'timesheet' takes no other input, not hours" });
    await decideOn(handle, 'timesheet', { action: 'retry' });
    await handle.result();
  });

  it('is one of those that the report says the step allows, while it waits', async () => {
    const { handle } = await parkedAt('invoice');
    expect((await reportAt(handle, 'parked')).steps[2]?.allows).toEqual(['retry', 'mark_done', 'compensate']);
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(JSON.stringify(await reportAt(handle, 'completed'))).not.toContain('allows');
  });

  it('is refused while the run goes on', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const handle = await start('trial', input);
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'retry' }))).toMatchObject({ type: 'conflict' });
    release();
    await handle.result();
  });

  it('that says nothing the run could keep is refused, whatever tool sent it, and the step still waits', async () => {
    const { handle, job } = await parkedAt('invoice');
    const send = (decision: object) => handle.executeUpdate<void, [object]>('decide', { args: [decision] });
    for (const decision of [
      { step: 'invoice', action: 'compensate' },
      { id: 'd', step: 'invoice', action: 'retry', actor: 'MEM-1', input: { billingItem: 5 } },
      { id: 'd', step: 'invoice', action: 'retry', actor: 'x'.repeat(200) },
    ])
      expect(await failureOf(send(decision))).toMatchObject({ type: 'invalid' });
    await send({ id: 'd', step: 'invoice', action: 'retry', actor: 'MEM-1', note: 'never kept' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
    expect((await reportAt(handle, 'completed')).steps[2]?.decisions).toEqual([
      { id: 'd', step: 'invoice', action: 'retry', actor: 'MEM-1' },
    ]);
  });

  it('is taken once, however often it is sent: of two at once the second is refused', async () => {
    const { handle, job } = await parkedAt('invoice');
    const sent = await Promise.allSettled([
      decideOn(handle, 'invoice', { action: 'retry' }),
      decideOn(handle, 'invoice', { action: 'compensate' }),
    ]);
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await handle.result().catch(() => undefined);
    expect(job.effects.filter((effect) => effect === '+invoice').length).toBeLessThanOrEqual(1);
  });

  it('sent again under its id is answered as before, also after the run closed', async () => {
    const { handle } = await parkedAt('invoice');
    const decision = { id: 'decision-1', step: 'invoice', action: 'retry' as const, actor: 'MEM-00002' };
    const send = () => handle.executeUpdate(decide, { args: [decision], updateId: 'decision-1' });
    await send();
    await handle.result();
    await send();
    const report = await reportAt(handle, 'completed');
    expect(report.steps.flatMap(({ decisions }) => decisions)).toEqual([decision]);
  });

  it('is no longer asked for when the run is cancelled while it waits', async () => {
    const { handle, job } = await parkedAt('invoice');
    await handle.cancel();
    expect(await failureOf(handle.result())).toMatchObject({ name: 'CancelledFailure' });
    expect(job.effects).toEqual(['+close', '+activity', '-close']);
    const report = await reportAt(handle, 'cancelled');
    expect(report).not.toHaveProperty('failedStep');
    expect(report.steps[2]).toMatchObject({ status: 'failed', errorCode: 'misconfigured' });
  });
});
