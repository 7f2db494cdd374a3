import { acceptCancellation } from '../../../activities/operations/accept-cancellation.ts';
import { askDecision } from '../../../activities/operations/ask-decision.ts';
import { findSilentOperations } from '../../../activities/operations/find-silent-operations.ts';
import { getFreshOperation } from '../../../activities/operations/get-fresh-operation.ts';
import { healOperation } from '../../../activities/operations/heal-operation.ts';
import { healSilentOperations } from '../../../activities/operations/heal-silent-operations.ts';
import { resolveOperation } from '../../../activities/operations/resolve-operation.ts';
import type { RunTruth } from '../../../domain/healed-report.ts';
import { Fault } from '../../../domain/errors.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';
import { standingClock } from '../../support/standing-clock.ts';

const clock = standingClock();
const { ctx } = clock;
const at = (minutes: number) => clock.at(minutes * 60_000);
const begin = () => anOperation(ctx, at(0));
const later = (minutes: number) => {
  clock.setTo(minutes * 60_000);
};
const open: RunTruth = { closedAt: null, cutShort: false, report: null };
const terminated: RunTruth = { closedAt: at(3), cutShort: true, report: null };

/** An operation whose invoice is under way, ten minutes ago. */
async function underWay() {
  const operation = await begin();
  const { report, step, project } = operation;
  await report('running', { steps: [step('close', { result: { billable: true } })] });
  await project({ step: 'invoice', attempt: 2, at: at(0) });
  later(10);
  return operation;
}

describe('healOperation', () => {
  it('closes one whose run was ended from outside, and says what to look at', async () => {
    const { stored, storedStep, organizationId } = await underWay();
    expect(await healOperation(ctx, { operation: await stored(), truth: terminated })).toBe(true);
    expect(await stored()).toMatchObject({
      status: 'failed',
      error_code: 'outcome_unknown',
      error_message: expect.stringContaining('look at the document and its papers'),
      completed_at: at(10),
    });
    expect([await storedStep('close'), await storedStep('invoice')]).toMatchObject([
      { status: 'success', result: { billable: true } },
      { status: 'unknown', attempt: 2, completed_at: at(10) },
    ]);
    const [said] = await ctx.db('comments').where({ organization_id: organizationId });
    expect(said).toMatchObject({ content: expect.stringContaining('ended without telling how') });
  });

  it('closes one as its last report says, with decisions that were never noted', async () => {
    const { stored, step, organizationId, scope } = await underWay();
    const decisions = [{ id: 'd1', step: 'invoice', action: 'retry', actor: scope.actor } as const];
    const report = { status: 'completed' as const, steps: [step('close'), step('invoice', { decisions })] };
    await healOperation(ctx, { operation: await stored(), truth: { ...terminated, cutShort: false, report } });
    expect(await stored()).toMatchObject({ status: 'completed', completed_at: at(10), error_code: null });
    const notes = (await changesOf(ctx, organizationId)).filter(({ operation }) => operation === 'note');
    expect(notes).toMatchObject([{ actor: scope.actor, doctype: 'dispatch_job' }]);
  });

  it('writes what an open run tells, and leaves it open', async () => {
    const { stored, step } = await underWay();
    const report = { status: 'parked' as const, failedStep: 'invoice', steps: [step('invoice', { status: 'failed' })] };
    expect(await healOperation(ctx, { operation: await stored(), truth: { ...open, report } })).toBe(true);
    expect(await stored()).toMatchObject({ status: 'parked', failed_step: 'invoice', completed_at: null });
  });

  it('writes what may be decided where only that is missing, and once', async () => {
    const { stored, storedStep, step, report } = await underWay();
    const waits = step('invoice', { status: 'failed' });
    await report('parked', { failedStep: 'invoice', steps: [waits] });
    const told = {
      status: 'parked' as const,
      failedStep: 'invoice',
      steps: [{ ...waits, allows: ['retry' as const] }],
    };
    const truth = { ...open, report: told };
    expect(await healOperation(ctx, { operation: await stored(), truth })).toBe(true);
    expect((await storedStep('invoice')).allows).toEqual(['retry']);
    expect(await healOperation(ctx, { operation: await stored(), truth })).toBe(false);
  });

  it('leaves nothing to decide in one that it closes', async () => {
    const { stored, storedStep, step, report } = await underWay();
    await report('parked', { steps: [step('invoice', { status: 'failed', allows: ['retry'] })] });
    await healOperation(ctx, { operation: await stored(), truth: terminated });
    expect(await stored()).toMatchObject({ status: 'failed', untold: true });
    expect((await storedStep('invoice')).allows).toBeNull();
  });

  it.each([
    ['nobody answers for', open],
    ['ended, but which no worker can tell of yet', { ...terminated, cutShort: false }],
  ])('leaves a run as it is that %s', async (_what, truth) => {
    const { stored, organizationId } = await underWay();
    const before = await everythingOf(ctx, organizationId);
    expect(await healOperation(ctx, { operation: await stored(), truth })).toBe(false);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each([
    ['has ended', 'completed'],
    ['waits', 'parked'],
  ] as const)('leaves what has told since that it %s', async (_what, status) => {
    const { stored, report, organizationId } = await underWay();
    const read = await stored();
    await report(status);
    const before = await everythingOf(ctx, organizationId);
    for (const truth of [null, terminated]) expect(await healOperation(ctx, { operation: read, truth })).toBe(false);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('heals once, also when two do it at once', async () => {
    const { stored, organizationId } = await underWay();
    const operation = await stored();
    const heal = () => healOperation(ctx, { operation, truth: null });
    expect((await Promise.all([heal(), heal(), heal()])).filter(Boolean)).toHaveLength(1);
    const before = await everythingOf(ctx, organizationId);
    expect(await healOperation(ctx, { operation: await stored(), truth: null })).toBe(false);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('takes back an end that it concluded when the run tells how it ended', async () => {
    const { stored, report } = await underWay();
    await healOperation(ctx, { operation: await stored(), truth: null });
    expect(await stored()).toMatchObject({ untold: true });
    later(20);
    await report('completed');
    expect(await stored()).toMatchObject({
      status: 'completed',
      untold: false,
      error_code: null,
      completed_at: at(10),
    });
    await report('running');
    expect(await stored()).toMatchObject({ status: 'completed' });
  });
});

/** An operation that waits, and then was thought to have ended because Temporal did not know its run for a while. */
async function thoughtToHaveEnded() {
  const operation = await begin();
  const { report, step, stored, organizationId } = operation;
  const waits = () =>
    report('parked', {
      failedStep: 'invoice',
      errorCode: 'misconfigured',
      error: 'No account',
      steps: [step('close'), step('invoice', { status: 'failed', errorCode: 'misconfigured', error: 'No account' })],
    });
  await waits();
  later(20);
  await healOperation(ctx, { operation: await stored(), truth: null });
  const said = async (): Promise<string[]> => {
    const rows: { content: string }[] = await ctx
      .db('comments')
      .where({ organization_id: organizationId })
      .orderBy('name');
    return rows.map(({ content }) => /, (waits|ended|goes on)/.exec(content)?.[1] ?? content);
  };
  return { ...operation, waits, said };
}

describe('an operation that was thought to have ended', () => {
  it('is opened again by an open report of its run, and says so once', async () => {
    const { stored, storedStep, waits, said } = await thoughtToHaveEnded();
    expect(await stored()).toMatchObject({ status: 'failed', untold: true, completed_at: at(20) });
    later(30);
    await waits();
    await waits();
    expect(await stored()).toMatchObject({
      status: 'parked',
      failed_step: 'invoice',
      error_code: 'misconfigured',
      changed_at: at(30),
      completed_at: null,
      untold: false,
    });
    expect(await storedStep('invoice')).toMatchObject({ status: 'failed', error: 'No account' });
    expect(await said()).toEqual(['waits', 'ended', 'waits']);
  });

  it('is opened again by a healing that finds its run open, also when somebody only looks', async () => {
    const { scope, id, organizationId, stored, step, said } = await thoughtToHaveEnded();
    later(30);
    const report = { status: 'running' as const, steps: [step('close'), step('invoice', { status: 'running' })] };
    const goesOn = () => Promise.resolve({ ...open, report });
    const shown = await getFreshOperation(ctx, { scope, id, askRun: goesOn });
    expect(shown).toMatchObject({ status: 'running', completed_at: null, untold: false });
    later(40);
    await healOperation(ctx, { operation: await stored(), truth: null });
    later(60);
    const { ids } = await findSilentOperations(ctx, { scope, after: null, limit: 5 });
    expect(ids).toEqual([id]);
    expect(await healSilentOperations(ctx, { organizationId, ids, askRun: goesOn })).toEqual([
      { id, outcome: 'healed' },
    ]);
    expect(await stored()).toMatchObject({ status: 'running' });
    expect(await said()).toEqual(['waits', 'ended', 'goes on', 'ended', 'goes on']);
  });

  it('can be decided about, and cancelled, once it is open again', async () => {
    const { scope, id, waits } = await thoughtToHaveEnded();
    const decision = { id: 'd1', step: 'invoice', action: 'retry' } as const;
    const decide = () => askDecision(ctx, { scope, operation: id, decision, note: 'Enabled again' });
    await expect(decide()).rejects.toMatchObject({ code: 'conflict' });
    await waits();
    await expect(decide()).resolves.toMatchObject({ taken: false });
    await expect(acceptCancellation(ctx, { scope, operation: id, note: 'Called off' })).resolves.toBeDefined();
  });

  it('keeps that somebody called it settled', async () => {
    const { scope, id, stored, waits } = await thoughtToHaveEnded();
    await resolveOperation(ctx, { scope, operation: id, note: 'Billed by hand' });
    expect(await findSilentOperations(ctx, { scope, after: null, limit: 5 })).toMatchObject({ ids: [] });
    const { resolved_at } = await stored();
    await waits();
    expect(await stored()).toMatchObject({ status: 'parked', resolved_at, resolution: 'Billed by hand' });
  });

  it('is looked at again and again until it is settled, and concluded once', async () => {
    const { scope, organizationId } = await thoughtToHaveEnded();
    later(60);
    const before = await everythingOf(ctx, organizationId);
    const { ids } = await findSilentOperations(ctx, { scope, after: null, limit: 5 });
    const results = await healSilentOperations(ctx, { organizationId, ids, askRun: () => Promise.resolve(null) });
    expect(results.map(({ outcome }) => outcome)).toEqual(['right']);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });
});

describe('getFreshOperation', () => {
  it.each([
    ['has changed within the minute', 0.9],
    ['has ended', 10],
  ])('asks nobody about one that %s', async (what, minutes) => {
    const { scope, id, report, stored } = await begin();
    await report(what === 'has ended' ? 'compensated' : 'running');
    later(minutes);
    const askRun = () => Promise.reject(new Error('It was asked'));
    expect(await getFreshOperation(ctx, { scope, id, askRun })).toEqual(await stored());
  });

  it('shows one that has been silent as Temporal knows it', async () => {
    const { scope, id, run } = await underWay();
    const askRun = (asked: { workflowId: string; runId: string }) =>
      Promise.resolve(asked.workflowId === run.workflowId && asked.runId === run.runId ? terminated : open);
    expect(await getFreshOperation(ctx, { scope, id, askRun })).toMatchObject({ status: 'failed' });
  });

  it('shows it as it is while Temporal cannot be reached', async () => {
    const { scope, id, stored } = await underWay();
    const askRun = () => Promise.reject(new Fault('unavailable', 'Temporal cannot be reached'));
    expect(await getFreshOperation(ctx, { scope, id, askRun })).toEqual(await stored());
  });

  it('shows it as it is, and says so in the log, where asking fails by a bug', async () => {
    const { scope, id, stored } = await underWay();
    const logged = jest.spyOn(ctx.log, 'error').mockImplementation(() => undefined);
    const askRun = () => Promise.reject(new TypeError('A bug'));
    expect(await getFreshOperation(ctx, { scope, id, askRun })).toEqual(await stored());
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it('finds nothing of another organization, and asks nobody', async () => {
    const { id } = await underWay();
    const { scope } = await anOrganization(ctx);
    const askRun = () => Promise.reject(new Error('It was asked'));
    await expect(getFreshOperation(ctx, { scope, id, askRun })).rejects.toMatchObject({ code: 'not_found' });
  });
});
