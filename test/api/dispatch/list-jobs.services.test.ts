import { z } from 'zod';

import { listJobsRoute } from '../../../api/dispatch/list-jobs.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();
const Page = z.object({ data: z.array(z.looseObject({ name: z.string() })), nextCursor: z.string().nullable() });

async function aWorld(jobs: number) {
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const names: string[] = [];
  for (let made = 0; made < jobs; made += 1) {
    names.push((await aJob(ctx, organization, { status: made % 2 === 0 ? 'assigned' : 'unassigned', among })).name);
  }
  const call = withKey(app, await aKey(ctx, organization));
  const list = async (query: string) => Page.parse(described(listJobsRoute, await call.get(`/v1/jobs?${query}`)));
  return { organization, among, names, call, list };
}

test('pages through every job once, while others are added', async () => {
  const { organization, among, names, list } = await aWorld(5);
  const seen: string[] = [];
  let query = 'limit=2&sort=name';
  for (;;) {
    const page = await list(query);
    seen.push(...page.data.map(({ name }) => name));
    await aJob(ctx, organization, { status: 'unassigned', among });
    if (page.nextCursor === null || seen.length >= names.length) break;
    query = `limit=2&sort=name&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  expect(seen.slice(0, names.length)).toEqual(names);
});

test('links to the next page', async () => {
  const { call } = await aWorld(3);
  const first = await call.get('/v1/jobs?limit=2&filter[priority]=normal');
  const next = /^<(.+)>; rel="next"$/.exec(first.get('Link') ?? '')?.[1] ?? '';
  const second = await call.get(next);
  expect(Page.parse(described(listJobsRoute, second)).data).toHaveLength(1);
  expect(second.get('Link')).toBeUndefined();
});

test('filters by the fields of the allow-list', async () => {
  const { names, list } = await aWorld(4);
  const page = await list('filter[status]=assigned&sort=name');
  expect(page.data.map(({ name }) => name)).toEqual([names[0], names[2]]);
  expect((await list('filter[customer]=CUST-99999')).data).toEqual([]);
});

test('leaves the signature out', async () => {
  const { list } = await aWorld(1);
  const { data } = await list('');
  expect(data[0]).toHaveProperty('signed', false);
  expect(data[0]).not.toHaveProperty('customer_signature');
});

test('shows nothing of other organizations', async () => {
  const [own] = [await aWorld(2), await aWorld(2)];
  expect((await own.list('limit=200')).data).toHaveLength(2);
});

test.each([
  ['filter[title]=x'],
  ['filter[customer_signature]=x'],
  ['filter[status]=done'],
  ['filter[status]=assigned&filter[status]=unassigned'],
  ['sort=title'],
  ['sort=customer_signature'],
  ['sort=assigned_to'],
  ['sort=priority'],
  ['sort=-status'],
  ['sort=name;DROP TABLE dispatch_jobs'],
  ['limit=0'],
  ['limit=201'],
  ['cursor=abc'],
  ['cursor=e30'],
  [`cursor=${Buffer.from('{"list":"x","after":["a","b"]}').toString('base64url')}`],
  ['offset=5'],
  ['fields=name'],
])('refuses ?%s', async (query) => {
  const { call } = await aWorld(0);
  const problem = problemOf(await call.get(`/v1/jobs?${encodeURI(query)}`));
  expect(problem).toMatchObject({ status: 400, code: 'invalid' });
  expect(problem.errors).not.toHaveLength(0);
});

test('refuses a cursor of another filter, sort or organization', async () => {
  const [own, other] = [await aWorld(3), await aWorld(3)];
  const { nextCursor } = await own.list('limit=1&sort=name');
  const cursor = encodeURIComponent(nextCursor ?? '');
  const answers = [
    await own.call.get(`/v1/jobs?limit=1&sort=-name&cursor=${cursor}`),
    await own.call.get(`/v1/jobs?limit=1&sort=name&filter[status]=assigned&cursor=${cursor}`),
    await other.call.get(`/v1/jobs?limit=1&sort=name&cursor=${cursor}`),
  ];
  expect(answers.map((answer) => problemOf(answer).status)).toEqual([400, 400, 400]);
  expect((await own.call.get(`/v1/jobs?limit=2&sort=name&cursor=${cursor}`)).status).toBe(200);
});
