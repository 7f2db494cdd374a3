import { findDecidable } from '../../../activities/operations/find-decidable.ts';
import { findSilentOperations } from '../../../activities/operations/find-silent-operations.ts';
import { getFigures } from '../../../activities/operations/get-figures.ts';
import { listFailures } from '../../../activities/operations/list-failures.ts';
import { listOperations } from '../../../activities/operations/list-operations.ts';
import type { OperationFilters } from '../../../activities/operations/select-operations.ts';
import type { Scope } from '../../../domain/scope.ts';
import { testContext } from '../../support/context.ts';
import { manyOperations } from '../../support/many-operations.ts';
import { anOrganization } from '../../support/organizations.ts';

let scope: Scope;
// Before the context closes. Whoever looks for silent operations later would have much to do.
afterAll(async () => {
  for (const table of ['operation_steps', 'operations'])
    await ctx.db(table).where({ organization_id: scope.organizationId }).delete();
}, 120_000);
const ctx = testContext({ now: () => new Date('2026-11-29T12:00:00.000Z') });
beforeAll(async () => {
  ({ scope } = await anOrganization(ctx));
  await manyOperations(ctx, scope);
}, 120_000);
interface Plan {
  table: string;
  type: string;
  key: string | null;
  rows: number;
}

/** How the database means to answer each query that the work sends. */
async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
  const sent: { sql: string; bindings: unknown[] }[] = [];
  const keep = (query: { sql: string; bindings: unknown[] }) => {
    sent.push(query);
  };
  ctx.db.on('query', keep);
  await work();
  ctx.db.removeListener('query', keep);
  const plans: Plan[] = [];
  for (const { sql, bindings } of sent) {
    const [rows] = await ctx.db.raw<readonly [Plan[]]>(`EXPLAIN ${sql}`, bindings as []); // eslint-disable-line @typescript-eslint/consistent-type-assertions -- what knex sent, it takes
    plans.push(...rows);
  }
  return plans;
}

const FILTERS: [filters: OperationFilters][] = [
  [{}],
  [{ status: 'completed' }],
  [{ status: 'parked' }],
  [{ status: 'failed' }],
  [{ status: 'resolved' }],
  [{ kind: 'publish-schedule' }],
  [{ failedStep: 'invoice' }],
  [{ errorCode: 'conflict' }],
  [{ document: 'JOB-4711' }],
  [{ olderThanSeconds: 86_400 }],
  [{ retrying: true }],
  [{ needsPerson: true }],
  [{ status: 'parked', failedStep: 'invoice', errorCode: 'conflict', kind: 'complete-job' }],
];

const unindexed = (plans: Plan[]): Plan[] =>
  plans.filter(({ table, type, key }) => !/^</.test(table) && (type === 'ALL' || key === null));

describe('among 200,000 operations', () => {
  it.each(FILTERS)('a list filtered by %j goes by an index, page after page', async (filters) => {
    const first = await listOperations(ctx, { scope, filters, limit: 50 });
    const later = first.nextCursor ?? undefined;
    for (const cursor of [undefined, later]) {
      const plans = await plansOf(() => listOperations(ctx, { scope, filters, limit: 50, cursor }));
      expect(unindexed(plans)).toEqual([]);
    }
  });

  it.each([
    [{}],
    [{ kind: 'complete-job' }],
    [{ failedStep: 'invoice' }],
    [{ needsPerson: true }],
    [{ retrying: true }],
  ])('failures filtered by %j are grouped by an index', async (filters) => {
    const plans = await plansOf(() => listFailures(ctx, { scope, filters }));
    expect(unindexed(plans)).toEqual([]);
  });

  it('figures are counted in two queries by an index', async () => {
    const plans = await plansOf(() => getFigures(ctx, { scope }));
    expect(plans).toHaveLength(2);
    expect(unindexed(plans)).toEqual([]);
  });

  it.each([[{}], [{ errorCode: 'misconfigured' }], [{ olderThanSeconds: 86_400 }]])(
    'those that wait at a step, filtered by %j, are found and counted by an index',
    async (others) => {
      const filters = { failedStep: 'invoice', ...others };
      const said = { action: 'retry', input: null, note: 'Repaired' } as const;
      const plans = await plansOf(() => findDecidable(ctx, { scope, filters, key: 'key-1', said, limit: 100 }));
      expect(unindexed(plans)).toEqual([]);
      // A twentieth of them all would already be too many to look at for those that wait.
      expect(Number(plans.find(({ table }) => table === 'operations')?.rows)).toBeLessThan(10_000);
    },
  );

  it('silent ones are found by an index', async () => {
    const plans = await plansOf(() => findSilentOperations(ctx, { scope, after: null, limit: 100 }));
    expect(unindexed(plans)).toEqual([]);
    expect(plans[0]?.key).toBe('ix_operations_open');
  });
});
