import { findOrganizationsToHeal } from '../../../activities/operations/find-organizations-to-heal.ts';
import { findSilentOperations } from '../../../activities/operations/find-silent-operations.ts';
import { healSilentOperations } from '../../../activities/operations/heal-silent-operations.ts';
import type { RunTruth } from '../../../domain/healed-report.ts';
import { Fault } from '../../../domain/errors.ts';
import { tellOperation } from '../../support/many-operations.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';
import { standingClock } from '../../support/standing-clock.ts';

const clock = standingClock();
const { ctx } = clock;
const at = (minutes: number) => clock.at(minutes * 60_000);
const later = (minutes: number) => {
  clock.setTo(minutes * 60_000);
};
const open: RunTruth = { closedAt: null, cutShort: false, report: null };
const terminated: RunTruth = { closedAt: at(3), cutShort: true, report: null };

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
    for (const name of ['GONE', 'AWAY', 'BROKEN', 'ALIVE', 'ENDED'])
      ids.push(await tellOperation(ctx, scope, { name, status: 'running' }));
    later(20);
    const truths = new Map([
      ['GONE', null],
      ['ALIVE', open],
      ['ENDED', terminated],
    ]);
    const logged = jest.spyOn(ctx.log, 'error').mockImplementation(() => undefined);
    const askRun = ({ workflowId }: { workflowId: string }) => {
      if (workflowId.endsWith('BROKEN')) throw new TypeError('A bug');
      const truth = truths.get(workflowId.split(':').at(-1) ?? '');
      return truth === undefined ? Promise.reject(new Fault('unavailable', 'Away')) : Promise.resolve(truth);
    };
    const heal = () => healSilentOperations(ctx, { organizationId, ids: [...ids, 'none'], askRun });
    const outcomes = async () => (await heal()).map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['healed', 'unavailable', 'bug', 'right', 'healed', 'not_found']);
    expect(await outcomes()).toEqual(['right', 'unavailable', 'bug', 'right', 'right', 'not_found']);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
  });

  it('asks for the report of one that waits only once its run is closed', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const statuses = ['running', 'parked', 'compensating', 'compensation_failed'] as const;
    const ids: string[] = [];
    for (const status of statuses) ids.push(await tellOperation(ctx, scope, { name: status, status }));
    const asked = new Map<string, boolean | undefined>();
    const askRun = ({ workflowId, onlyOnceClosed }: { workflowId: string; onlyOnceClosed?: boolean }) => {
      asked.set(workflowId.split(':').at(-1) ?? '', onlyOnceClosed);
      return Promise.resolve(open);
    };
    await healSilentOperations(ctx, { organizationId, ids, askRun });
    expect(statuses.map((status) => asked.get(status))).toEqual([false, true, false, true]);
  });

  it('heals the others where one row cannot be read', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const broken = await tellOperation(ctx, scope, { name: 'BROKEN', status: 'running' });
    const whole = await tellOperation(ctx, scope, { name: 'WHOLE', status: 'running' });
    await ctx
      .db('operations')
      .where({ organization_id: organizationId, id: broken })
      .update({ doctype: 'no_such_type' });
    later(20);
    const logged = jest.spyOn(ctx.log, 'error').mockImplementation(() => undefined);
    const { ids } = await findSilentOperations(ctx, { scope, after: null, limit: 5 });
    const results = await healSilentOperations(ctx, { organizationId, ids, askRun: () => Promise.resolve(null) });
    expect(new Map(results.map(({ id, outcome }) => [id, outcome]))).toEqual(
      new Map([
        [broken, 'bug'],
        [whole, 'healed'],
      ]),
    );
    logged.mockRestore();
  });

  it('heals nothing of another organization', async () => {
    const { id, report, stored } = await anOperation(ctx, at(0));
    await report('running');
    const { organizationId } = await anOrganization(ctx);
    const results = await healSilentOperations(ctx, { organizationId, ids: [id], askRun: () => Promise.resolve(null) });
    expect(results).toEqual([{ id, outcome: 'not_found' }]);
    expect(await stored()).toMatchObject({ status: 'running' });
  });
});
