import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../domain/errors.ts';
import { report as reportQuery } from '../../workflows/messages.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');
const unknown = new Fault('outcome_unknown', 'The reply was lost');

describe('a step that fails', () => {
  it.each([misconfigured, unknown])(
    'that fails by $code waits, and a retry goes on under the same key',
    async (fails) => {
      const { input, job } = aJob();
      job.next('invoice', { fails, ...(fails === unknown ? { afterEffect: true } : {}) });
      const handle = await start('trial', input);
      expect(await reportAt(handle, 'parked')).toMatchObject({
        failedStep: 'invoice',
        errorCode: fails.code,
        error: fails.message,
        steps: [
          {},
          {},
          {
            step: 'invoice',
            status: fails === unknown ? 'unknown' : 'failed',
            errorCode: fails.code,
            error: fails.message,
          },
        ],
      });
      await decideOn(handle, 'invoice', { action: 'retry' });
      await handle.result();
      expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
      const report = await reportAt(handle, 'completed');
      expect(report).not.toHaveProperty('failedStep');
      expect(report.steps[2]).toMatchObject({
        status: 'success',
        decisions: [{ action: 'retry', actor: 'MEM-00002' }],
      });
      expect(report.steps[2]).not.toHaveProperty('error');
    },
  );

  it('that waits may be finished by hand, where it can take over what was made', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-00042' });
    await expect(handle.result()).resolves.toContain('SINV-00042');
    expect((await reportAt(handle, 'completed')).steps[2]).toMatchObject({
      status: 'marked_done',
      result: { name: 'SINV-00042' },
    });
  });

  it('that waits may be skipped, where it can be done without', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'activity', { action: 'skip' });
    await expect(handle.result()).resolves.toContain('no note');
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet']);
    expect((await reportAt(handle, 'completed')).steps[1]).toMatchObject({ status: 'skipped' });
  });

  it('that waits may be given up: everything is taken back', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'timesheet', { action: 'compensate' });
    expect(await failureOf(handle.result())).toMatchObject({ type: 'misconfigured', message: misconfigured.message });
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
  });

  it.each([
    { call: 'close', fails: new Fault('conflict', 'Refused'), left: [] },
    { call: 'activity', fails: new Fault('invalid', 'Refused'), left: [] },
    { call: 'invoice', fails: new Fault('invalid', 'Refused'), left: ['activity: A note'] },
  ] as const)(
    'without undo is said to remain only when it happened: refused at $call',
    async ({ call, fails, left }) => {
      const { input, job } = aJob();
      job.next(call, { fails });
      const handle = await start('trial', input);
      await failureOf(handle.result());
      const { steps } = await reportAt(handle, 'compensated');
      expect(steps.flatMap(({ step, leftBehind }) => (leftBehind ? [`${step}: ${leftBehind}`] : []))).toEqual(left);
    },
  );

  it('without undo is said to remain when nobody knows whether it happened', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: unknown });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'activity', { action: 'compensate' });
    await failureOf(handle.result());
    expect((await reportAt(handle, 'compensated')).steps[1]).toMatchObject({ leftBehind: 'A note' });
  });

  it('takes over what a person found only if it is what the step would have made; refused, it waits again', async () => {
    const { input, job } = aJob();
    job
      .next('invoice', { fails: misconfigured })
      .next('invoice:adopt', { fails: new Fault('not_found', "There is no invoice 'SINV-9'") });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-9' });
    while (!job.attempts.includes('invoice:adopt')) await sleep(10);
    expect(await reportAt(handle, 'parked')).toMatchObject({ error: "There is no invoice 'SINV-9'" });
    expect(job.effects).toEqual(['+close', '+activity']);
    await decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-8' });
    await expect(handle.result()).resolves.toContain('SINV-8');
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('may still stand when what a person found is refused after its reply was lost', async () => {
    const { input, job } = aJob();
    job
      .next('invoice', { fails: unknown, afterEffect: true })
      .next('invoice:adopt', { fails: new Fault('not_found', "There is no invoice 'SINV-9'") });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'mark_done', found: 'SINV-9' });
    while (!job.attempts.includes('invoice:adopt')) await sleep(10);
    expect((await reportAt(handle, 'parked')).steps[2]).toMatchObject({ status: 'unknown' });
    await decideOn(handle, 'invoice', { action: 'compensate' });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '-invoice', '-close']);
    expect((await reportAt(handle, 'compensated')).steps[2]).toMatchObject({ status: 'compensated' });
  });

  it('waits again when the values that a person replaced are refused, instead of undoing what was right', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured }, { fails: new Fault('not_found', "There is no item 'TUNEUP'") });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'retry', input: { billingItem: 'TUNEUP' } });
    while (job.attempts.filter((call) => call === 'invoice').length < 2) await sleep(10);
    expect(await reportAt(handle, 'parked')).toMatchObject({ error: "There is no item 'TUNEUP'" });
    await decideOn(handle, 'invoice', { action: 'retry', input: { billingItem: 'TUNE-UP' } });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+activity', '+invoice', '+timesheet']);
  });

  it('is tried again with the values that a person replaced, under the same key', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'retry', input: { billingItem: 'TUNE-UP' } });
    await handle.result();
    const { organizationId, name } = input;
    expect(job.inputs[2]).toEqual({ organizationId, name, billingItem: 'TUNE-UP' });
    expect((await reportAt(handle, 'completed')).steps[2]?.decisions).toMatchObject([
      { action: 'retry', input: { billingItem: 'TUNE-UP' } },
    ]);
  });

  it.each([
    ['an outage', { fails: new Fault('unavailable', 'The provider is away') }],
    ['no answer', { meanwhile: () => sleep(2_000) }],
  ])('with patience asks a person when %s lasts longer, and a retry is patient anew', async (_what, turn) => {
    const { input, job } = aJob();
    job.next('invoice', ...Array.from({ length: 200 }, () => turn));
    const handle = await start('planned', {
      ...input,
      plan: [{ step: 'close' }, { step: 'invoice', patience: '500 milliseconds' }],
    });
    const report = await reportAt(handle, 'parked');
    expect(report.steps[1]).toMatchObject({ step: 'invoice', status: 'unknown' });
    job.next('invoice');
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice']);
  });

  it('while it is being cancelled asks nobody, and the operation ends as cancelled', async () => {
    const { input, job } = aJob();
    const started = Promise.withResolvers<() => Promise<unknown>>();
    job.next('invoice', { meanwhile: async () => (await started.promise)(), fails: misconfigured });
    const handle = await start('trial', input);
    started.resolve(() => handle.cancel());
    expect(await failureOf(handle.result())).toMatchObject({ name: 'CancelledFailure' });
    expect(job.reports.map(({ report }) => report.status)).toEqual(['running', 'compensating', 'cancelled']);
    expect(job.effects).toEqual(['+close', '+activity', '-close']);
  });

  it('by a cancellation has no code, since nothing must be repaired', async () => {
    const { input, job } = aJob();
    job.next('invoice', ...Array.from({ length: 200 }, () => ({ fails: new Fault('unavailable', 'Away') })));
    const handle = await start('trial', input);
    while (job.attempts.filter((call) => call === 'invoice').length < 2) await sleep(10);
    await handle.cancel();
    await failureOf(handle.result());
    const report = await reportAt(handle, 'cancelled');
    expect(report).not.toHaveProperty('errorCode');
    expect(report.steps[2]).toMatchObject({ status: 'compensated', error: 'cancelled' });
    expect(report.steps[2]).not.toHaveProperty('errorCode');
  });

  it('and whose retry never left, is known as before', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await Promise.all([handle.cancel(), decideOn(handle, 'activity', { action: 'retry' }).catch(() => undefined)]);
    await handle.result().catch(() => undefined);
    const { steps } = await handle.query(reportQuery);
    const made = job.effects.includes('+activity');
    expect(steps[1]?.leftBehind).toBe(made ? 'A note' : undefined);
  });
});
