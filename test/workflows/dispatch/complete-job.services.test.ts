import { setTimeout as sleep } from 'node:timers/promises';

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { Fault } from '../../../domain/errors.ts';
import { operationId } from '../../../domain/operation-id.ts';
import { runOperation } from '../../../temporal/run-operation.ts';
import { keepHistory } from '../../support/temporal-keep-history.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../../support/temporal.ts';

const { aJob, client, start, stepRecords } = testTemporal({ workflows: 'workflows/all.ts' });

const refused = new Fault('conflict', 'The state does not allow it');
const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');

const complete = (input: ReturnType<typeof aJob>['input'], waitMs = 30_000) =>
  runOperation(client(), { kind: 'complete-job', input, waitMs });

const DONE = ['close', 'invoice', 'timesheet', 'delivery'] as const;
const does = (steps: readonly string[]) => steps.map((step) => `+${step}`);
const undoes = (steps: readonly string[]) => steps.toReversed().map((step) => `-${step}`);

describe('completing a job', () => {
  it.each([
    { name: 'billable', usedStock: false, billable: true, steps: ['close', 'invoice', 'timesheet', 'activity'] },
    { name: 'not-billable', usedStock: false, billable: false, steps: ['close', 'timesheet', 'activity'] },
    { name: 'with-stock', usedStock: true, billable: true, steps: [...DONE, 'activity'] },
    {
      name: 'not-billable-with-stock',
      usedStock: true,
      billable: false,
      steps: ['close', 'timesheet', 'delivery', 'activity'],
    },
  ])('does what the job needs: $name', async ({ name, usedStock, billable, steps }) => {
    const { input, job } = aJob();
    Object.assign(job, { usedStock, billable });
    const handle = await start('completeJob', input);
    await expect(handle.result()).resolves.toEqual({
      job: input.name,
      invoice: billable ? `invoice of ${input.name}` : null,
      timesheet: `timesheet of ${input.name}`,
      deliveryNote: usedStock ? `delivery of ${input.name}` : null,
    });
    expect(job.effects).toEqual(does(steps));
    const report = await reportAt(handle, 'completed');
    expect(report.steps.map(({ step, status }) => `${step} ${status}`)).toEqual(steps.map((step) => `${step} success`));
    expect(JSON.stringify(report)).not.toContain('leftBehind');
    await keepHistory(`complete-job-done-${name}`, handle);
  });

  it.each(
    DONE.flatMap((step, place) => [
      { step, afterEffect: false, done: DONE.slice(0, place) },
      { step, afterEffect: true, done: DONE.slice(0, place + 1) },
    ]),
  )('leaves everything as it was when $step is refused (after its effect: $afterEffect)', async (at) => {
    const { step, done } = at;
    const { input, job } = aJob();
    job.usedStock = true;
    job.next(step, { fails: refused, ...(at.afterEffect ? { afterEffect: true as const } : {}) });
    const handle = await start('completeJob', input);
    expect(await failureOf(handle.result())).toMatchObject({ type: 'conflict', message: refused.message });
    expect(job.effects).toEqual([...does(done), ...undoes(done)]);
    expect(await reportAt(handle, 'compensated')).toMatchObject({ failedStep: step, errorCode: 'conflict' });
    if (!at.afterEffect) await keepHistory(`complete-job-refused-at-${step}`, handle);
  });

  it('keeps the papers when the note is refused, and says that it is missing', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: refused });
    const handle = await start('completeJob', input);
    await expect(handle.result()).resolves.toMatchObject({ timesheet: `timesheet of ${input.name}` });
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet']);
    const report = await reportAt(handle, 'completed');
    expect(report).not.toHaveProperty('failedStep');
    expect(report.steps.at(-1)).toMatchObject({
      step: 'activity',
      status: 'failed',
      error: refused.message,
      leftBehind: "The note in the customer's history is missing",
    });
    await keepHistory('complete-job-done-without-note', handle);
  });

  it('waits for a person when the note cannot be made, and lets them skip it but not undo the papers', async () => {
    const { input, job } = aJob();
    job.next('activity', { fails: misconfigured });
    const handle = await start('completeJob', input);
    await reportAt(handle, 'parked');
    expect(await failureOf(decideOn(handle, 'activity', { action: 'compensate' }))).toMatchObject({ type: 'invalid' });
    await decideOn(handle, 'activity', { action: 'skip' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet']);
    await keepHistory('complete-job-parked-skipped', handle);
  });

  it.each([
    { path: 'retry', decision: { action: 'retry' }, done: true },
    { path: 'retry-with-input', decision: { action: 'retry', input: { billingItem: 'TUNE-UP' } }, done: true },
    { path: 'marked-done', decision: { action: 'mark_done', found: 'SINV-1' }, done: true },
    { path: 'compensate', decision: { action: 'compensate' }, done: false },
  ] as const)('waits for a person when billing is not set up: $path', async ({ path, decision, done }) => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('completeJob', input);
    expect(await reportAt(handle, 'parked')).toMatchObject({ failedStep: 'invoice', errorCode: 'misconfigured' });
    expect(await failureOf(decideOn(handle, 'invoice', { action: 'skip' }))).toMatchObject({ type: 'invalid' });
    await decideOn(handle, 'invoice', decision);
    const ending = await handle.result().then(
      () => 'completed' as const,
      () => 'compensated' as const,
    );
    expect(ending).toBe(done ? 'completed' : 'compensated');
    expect(job.effects).toEqual(done ? ['+close', '+invoice', '+timesheet', '+activity'] : ['+close', '-close']);
    await keepHistory(`complete-job-parked-${path}`, handle);
  });

  it('waits for a person when nobody knows whether the invoice was made, and a retry finds it', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('outcome_unknown', 'The reply was lost'), afterEffect: true });
    const handle = await start('completeJob', input);
    expect((await reportAt(handle, 'parked')).steps[1]).toMatchObject({ step: 'invoice', status: 'unknown' });
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+activity']);
    await keepHistory('complete-job-outcome-unknown', handle);
  });

  it.each(['close', 'invoice', 'timesheet', 'delivery'] as const)(
    'holds the unwinding at an undo of %s that is refused, and goes on when told so',
    async (step) => {
      const { input, job } = aJob();
      job.usedStock = true;
      job.next(`${step}:undo`, { fails: new Fault('conflict', 'It cannot be taken back now') });
      const failing = step === 'delivery' ? 'delivery' : 'timesheet';
      job.next(failing, { fails: refused, afterEffect: true });
      const handle = await start('completeJob', input);
      const report = await reportAt(handle, 'compensation_failed');
      expect(report.steps.find((row) => row.step === step)).toMatchObject({ status: 'compensation_failed' });
      expect(job.effects).not.toContain(`-${step}`);
      await decideOn(handle, step, { action: 'retry' });
      await failureOf(handle.result());
      const done = DONE.slice(0, DONE.indexOf(failing) + 1);
      expect(job.effects).toEqual([...does(done), ...undoes(done)]);
      await keepHistory(`complete-job-undo-refused-at-${step}`, handle);
    },
  );

  it.each(['skip', 'mark_done'] as const)('leaves an undo to a person who says: %s', async (action) => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused }).next('invoice:undo', { fails: new Fault('conflict', 'Invoice is paid') });
    const handle = await start('completeJob', input);
    await reportAt(handle, 'compensation_failed');
    await decideOn(handle, 'invoice', { action });
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+invoice', '-close']);
    // Taken back by hand, the invoice is no longer on the job; left standing, it is.
    expect(job.letGo).toEqual(action === 'mark_done' ? ['invoice'] : []);
    await keepHistory(`complete-job-undo-${action === 'skip' ? 'skipped' : 'marked-done'}`, handle);
  });

  it('is undone when it is cancelled while it waits for a person', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('completeJob', input);
    await reportAt(handle, 'parked');
    await handle.cancel();
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '-close']);
    await keepHistory('complete-job-cancelled-while-parked', handle);
  });

  it('is undone when it is cancelled', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('timesheet', { holds: promise });
    const handle = await start('completeJob', input);
    while (!job.attempts.includes('timesheet')) await sleep(10);
    await handle.cancel();
    release();
    await failureOf(handle.result());
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '-timesheet', '-invoice', '-close']);
    await keepHistory('complete-job-cancelled', handle);
  });

  it('asked for twice at once is one run, and asked for again answers with it', async () => {
    const { input, job } = aJob();
    const [first, second] = await Promise.all([complete(input), complete({ ...input, requestedBy: 'MEM-00009' })]);
    expect(first).toMatchObject({ state: 'completed', result: { job: input.name } });
    expect(second).toEqual(first);
    expect(await complete(input, 0)).toEqual(first);
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+activity']);
  });

  it('asked for again after it was undone is a new run with new keys', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: refused });
    const first = await complete(input);
    expect(first).toMatchObject({
      state: 'failed',
      failedStep: 'timesheet',
      fault: { code: 'conflict', message: refused.message },
    });
    const second = await complete(input);
    expect(second.state).toBe('completed');
    expect(second.operationId).not.toBe(first.operationId);
    expect(job.effects).toEqual([
      '+close',
      '+invoice',
      '-invoice',
      '-close',
      '+close',
      '+invoice',
      '+timesheet',
      '+activity',
    ]);
    expect(new Set(job.keys).size).toBe(job.keys.length);
  });

  it('tells its rows how each step goes', async () => {
    const { input, job } = aJob();
    job.next('timesheet', { fails: new Fault('unavailable', 'Gone') }, { fails: refused });
    const handle = await start('completeJob', input);
    await failureOf(handle.result());
    const told = stepRecords.filter(({ workflowId }) => workflowId === handle.workflowId);
    expect(told.map(({ activityId, attempt, status }) => `${activityId} ${String(attempt)} ${status}`)).toEqual([
      'close 1 running',
      'close 1 success',
      'invoice 1 running',
      'invoice 1 success',
      'timesheet 1 running',
      'timesheet 1 running',
      'timesheet 2 running',
      'timesheet 2 failed',
      'timesheet:undo 1 running',
      'timesheet:undo 1 compensated',
      'invoice:undo 1 running',
      'invoice:undo 1 compensated',
      'close:undo 1 running',
      'close:undo 1 compensated',
    ]);
    expect(told[3]).toMatchObject({
      organizationId: input.organizationId,
      runId: handle.firstExecutionRunId,
      step: 'invoice',
      key: `${handle.workflowId}/${handle.firstExecutionRunId}/invoice`,
      result: { name: `invoice of ${input.name}` },
    });
    expect(told[7]).toMatchObject({ error: { code: 'conflict', message: refused.message } });
  });

  it('tells Temporal nothing of what a failure quotes', async () => {
    const { input, job } = aJob();
    const secret = 'Ines Moreau <ines@example.com>';
    const driver = Object.assign(new Error(`insert into customers values ('${secret}')`, { cause: secret }), {
      code: 'ER_LOCK_DEADLOCK',
      errno: 1213,
      sql: secret,
    });
    const held = Promise.withResolvers<void>();
    job.next('invoice', { fails: driver }, { fails: new TypeError(secret) }, { holds: held.promise });
    const handle = await start('completeJob', input);
    while (job.attempts.filter((call) => call === 'invoice').length < 3) await sleep(20);
    const pending = JSON.stringify((await handle.describe()).raw);
    held.resolve();
    await handle.result();
    expect(pending).toContain('"type":"bug"');
    expect(pending).not.toContain('Moreau');
    expect(historyToJSON(await handle.fetchHistory())).not.toMatch(/Moreau|insert into/);
    expect(await complete(input)).toMatchObject({
      operationId: operationId(handle.workflowId, handle.firstExecutionRunId),
      state: 'completed',
    });
  });
});
