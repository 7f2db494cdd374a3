import { findOrganizationsToHeal } from '../../../activities/operations/find-organizations-to-heal.ts';
import { findSilentOperations } from '../../../activities/operations/find-silent-operations.ts';
import { getFreshOperation } from '../../../activities/operations/get-fresh-operation.ts';
import { healOperation } from '../../../activities/operations/heal-operation.ts';
import { healSilentOperations } from '../../../activities/operations/heal-silent-operations.ts';
import type { RunTruth } from '../../../domain/healed-report.ts';
import { Fault } from '../../../domain/errors.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { tellOperation } from '../../support/many-operations.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';

const START = Date.parse('2026-11-25T09:30:00.000Z');
let now = START;
const ctx = testContext({ now: () => new Date(now) });
beforeEach(() => {
  now = START;
});
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const begin = () => anOperation(ctx, at(0));
const later = (minutes: number) => {
  now = START + minutes * 60_000;
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

  it('is not undone by what the run tells late, unless that is how it ended', async () => {
    const { stored, report } = await underWay();
    await healOperation(ctx, { operation: await stored(), truth: null });
    await report('running');
    expect(await stored()).toMatchObject({ status: 'failed' });
    await report('completed');
    expect(await stored()).toMatchObject({ status: 'completed', completed_at: at(10) });
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

  it('finds nothing of another organization, and asks nobody', async () => {
    const { id } = await underWay();
    const { scope } = await anOrganization(ctx);
    const askRun = () => Promise.reject(new Error('It was asked'));
    await expect(getFreshOperation(ctx, { scope, id, askRun })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('finding what to heal', () => {
  it('finds open operations that have been silent for a quarter of an hour, the longest silent first', async () => {
    const { scope } = await anOrganization(ctx);
    const ids: string[] = [];
    for (const [minutes, status] of [
      [0, 'parked'],
      [1, 'completed'],
      [2, 'running'],
      [3, 'compensating'],
      [10, 'running'],
    ] as const) {
      later(minutes);
      ids.push(await tellOperation(ctx, scope, { status }));
    }
    later(18.5);
    const first = await findSilentOperations(ctx, { scope, after: null, limit: 2 });
    const second = await findSilentOperations(ctx, { scope, after: first.next, limit: 2 });
    expect([first.ids, second]).toEqual([[ids[0], ids[2]], { ids: [ids[3]], next: null }]);
  });

  it('finds the organizations that have some, each by itself', async () => {
    const [silent, lively] = [await anOrganization(ctx), await anOrganization(ctx)];
    await tellOperation(ctx, silent.scope, { status: 'running' });
    later(20);
    await tellOperation(ctx, lively.scope, { status: 'running' });
    const found: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof findOrganizationsToHeal>> = await findOrganizationsToHeal(ctx, { after });
      found.push(...page.organizationIds);
      after = page.next;
    }
    expect(found).toContain(silent.organizationId);
    expect(found).not.toContain(lively.organizationId);
  });
});

describe('healSilentOperations', () => {
  it('says of each what came of it, and lets none keep the others from it', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const ids: string[] = [];
    for (const name of ['GONE', 'AWAY', 'ALIVE', 'ENDED'])
      ids.push(await tellOperation(ctx, scope, { name, status: 'running' }));
    later(20);
    const truths = new Map([
      ['GONE', null],
      ['ALIVE', open],
      ['ENDED', terminated],
    ]);
    const askRun = ({ workflowId }: { workflowId: string }) => {
      const truth = truths.get(workflowId.split(':').at(-1) ?? '');
      return truth === undefined ? Promise.reject(new Fault('unavailable', 'Away')) : Promise.resolve(truth);
    };
    const heal = () => healSilentOperations(ctx, { organizationId, ids: [...ids, 'none'], askRun });
    const outcomes = async () => (await heal()).map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['healed', 'unavailable', 'right', 'healed', 'not_found']);
    expect(await outcomes()).toEqual(['right', 'unavailable', 'right', 'right', 'not_found']);
  });

  it('heals nothing of another organization', async () => {
    const { id, stored } = await underWay();
    const { organizationId } = await anOrganization(ctx);
    const results = await healSilentOperations(ctx, { organizationId, ids: [id], askRun: () => Promise.resolve(null) });
    expect(results).toEqual([{ id, outcome: 'not_found' }]);
    expect(await stored()).toMatchObject({ status: 'running' });
  });
});
