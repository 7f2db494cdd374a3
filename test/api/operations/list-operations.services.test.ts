import { z } from 'zod';

import { getFiguresRoute } from '../../../api/operations/get-figures.ts';
import { listFailuresRoute } from '../../../api/operations/list-failures.ts';
import { listOperationsRoute } from '../../../api/operations/list-operations.ts';
import type { StepReport } from '../../../domain/operation.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { markResolved, tellOperation } from '../../support/many-operations.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();
const Page = z.object({ data: z.array(z.looseObject({ id: z.string() })) });
const Causes = z.object({ data: z.array(z.looseObject({ example: z.looseObject({ href: z.string() }) })) });
const missed = { failedStep: 'invoice', errorCode: 'misconfigured', error: 'Item OLD-SERVICE is disabled' } as const;

async function aWorld() {
  const organization = await anOrganization(ctx);
  const { scope } = organization;
  const told = (report: Parameters<typeof tellOperation>[2]) => tellOperation(ctx, scope, report);
  const done = await told({});
  const parked = await told({ status: 'parked', ...missed });
  const settled = await told({ status: 'compensated', ...missed, name: 'JOB-2026-00002' });
  await markResolved(ctx, scope, settled);
  const secret = await aKey(ctx, organization);
  return { organization, scope, call: withKey(app, secret), done, parked, settled };
}

const ROUTES = [
  ['/v1/operations', listOperationsRoute],
  ['/v1/operations/failures', listFailuresRoute],
  ['/v1/operations/figures', getFiguresRoute],
] as const;

describe('listing operations', () => {
  it.each([
    ['', ['settled', 'parked', 'done']],
    ['filter[status]=parked', ['parked']],
    ['filter[status]=resolved', ['settled']],
    ['filter[status]=compensated', []],
    ['filter[failedStep]=invoice', ['settled', 'parked']],
    ['filter[errorCode]=misconfigured&filter[document]=JOB-2026-00002', ['settled']],
    ['filter[olderThanSeconds]=0', ['settled', 'parked', 'done']],
    ['filter[olderThanSeconds]=3600', []],
    ['filter[retrying]=true', []],
    ['filter[needsPerson]=true', ['parked']],
  ])('by %j', async (query, wanted) => {
    const world = await aWorld();
    const names = new Map([
      [world.done, 'done'],
      [world.parked, 'parked'],
      [world.settled, 'settled'],
    ]);
    const page = described(listOperationsRoute, await world.call.get(`/v1/operations?${query}`));
    const found = Page.parse(page).data.map(({ id }) => names.get(id));
    expect(found.sort()).toEqual([...wanted].sort());
  });

  it('links to the next page with the same filters', async () => {
    const { call } = await aWorld();
    const first = await call.get('/v1/operations?filter[failedStep]=invoice&filter[olderThanSeconds]=0&limit=1');
    const next = /^<(.+)>; rel="next"$/.exec(first.get('Link') ?? '')?.[1] ?? '';
    const second = await call.get(next);
    expect(Object(described(listOperationsRoute, second)).data).toHaveLength(1);
    expect(second.get('Link')).toBeUndefined();
  });

  it.each([
    'filter[status]=unheard',
    'filter[retrying]=false',
    'filter[needsPerson]=1',
    'filter[olderThanSeconds]=-1',
    'filter[olderThanSeconds]=1.5',
    'filter[olderThanSeconds]=999999999999',
    'filter[errorCode]=%27',
    `filter[failedStep]=${'x'.repeat(65)}`,
    'filter[unheard]=x',
  ])('refuses %j', async (query) => {
    const { call } = await aWorld();
    for (const path of ['/v1/operations', '/v1/operations/failures'])
      expect(problemOf(await call.get(`${path}?${query}`))).toMatchObject({ status: 400, code: 'invalid' });
  });
});

test('failures are told by cause, with a way to one of them', async () => {
  const { call, parked, settled } = await aWorld();
  const body = described(listFailuresRoute, await call.get('/v1/operations/failures'));
  const cause = { kind: 'complete-job', failedStep: 'invoice', code: 'misconfigured', count: 1 };
  expect(body).toMatchObject({ data: [{ ...cause, example: { id: parked, detail: missed.error } }] });
  const [{ example = undefined } = {}] = Causes.parse(body).data;
  expect((await call.get(example?.href ?? '')).status).toBe(200);
  const resolved = await call.get('/v1/operations/failures?filter[status]=resolved');
  expect(described(listFailuresRoute, resolved)).toMatchObject({ data: [{ example: { id: settled } }] });
});

test('what is being tried again is told by step and cause, in the list and among the failures', async () => {
  const { organization, scope, call } = await aWorld();
  const key = `complete-job:${organization.scope.organizationId}:JOB-2026-00003/run/invoice`;
  const step: StepReport = { step: 'invoice', status: 'running', key, decisions: [] };
  const id = await tellOperation(ctx, scope, { status: 'running', name: 'JOB-2026-00003', steps: [step] });
  await ctx
    .db('operation_steps')
    .where({ organization_id: scope.organizationId, operation_id: id })
    .update({ attempt: 7, error_code: 'bug', error: 'x is not a function' });
  const query = 'filter[retrying]=true&filter[failedStep]=invoice&filter[errorCode]=bug';
  const error = { code: 'bug', detail: 'x is not a function' };
  expect(described(listOperationsRoute, await call.get(`/v1/operations?${query}`))).toMatchObject({
    data: [{ id, status: 'running', failedStep: null, retrying: [{ step: 'invoice', error }] }],
  });
  expect(described(listFailuresRoute, await call.get(`/v1/operations/failures?${query}`))).toMatchObject({
    data: [{ failedStep: 'invoice', code: 'bug', count: 1, example: { id, detail: error.detail } }],
  });
});

test('figures count what began lately', async () => {
  const { call } = await aWorld();
  expect(described(getFiguresRoute, await call.get('/v1/operations/figures'))).toMatchObject({
    lastDay: [{ kind: 'complete-job', total: 3, needsPerson: 1, byStatus: { completed: 1, parked: 1, resolved: 1 } }],
    success: [{ kind: 'complete-job', started: 3, completed: 1, ended: 2, rate: 0.5, days: { length: 7 } }],
  });
});

describe.each(ROUTES)('%s', (path, shown) => {
  it('tells another organization nothing', async () => {
    await aWorld();
    const stranger = withKey(app, await aKey(ctx, await anOrganization(ctx)));
    const body = described(shown, await stranger.get(path));
    expect(JSON.stringify(body)).not.toContain('complete-job');
  });

  it('needs a key that may read operations', async () => {
    const { organization } = await aWorld();
    const call = withKey(app, await aKey(ctx, organization, { scopes: ['jobs:read'] }));
    expect(problemOf(await call.get(path))).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
