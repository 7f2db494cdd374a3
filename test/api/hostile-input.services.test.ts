import { z } from 'zod';

import { withKey } from '../support/api.ts';
import { bodyOf } from '../support/api-client.ts';
import { testApiWithOperations } from '../support/api-operations.ts';
import { aJob, surroundings } from '../support/jobs.ts';
import { aKey, anOrganization } from '../support/organizations.ts';
import { ROUTES } from '../../api/routes.ts';
import type { Route } from '../../api/http/route.ts';

const { ctx, lines, started } = testApiWithOperations({ worker: false });

const LONG_MS = 120_000;
const CANARY = 'CANARY7f3a';

/** What attackers and careless programs send where a value belongs. Each carries the canary, so that a leak can be found. */
const HOSTILE: readonly unknown[] = [
  `${CANARY}' OR '1'='1`,
  `${CANARY}'; DROP TABLE dispatch_jobs; --`,
  `${CANARY}" UNION SELECT secret_hash FROM api_key_hashes #`,
  `${CANARY}\\'); SLEEP(5); -- `,
  `${CANARY}\u0000`,
  `${CANARY}\ud800`,
  `${CANARY}\n${CANARY}`,
  `${CANARY}{{7*7}}\${7*7}<script>alert(1)</script>`,
  `${CANARY}${'x'.repeat(300_000)}`,
  { $ne: CANARY },
  { [CANARY]: { prototype: { admin: true } } },
  [CANARY],
  [[CANARY]],
  { length: 1, 0: CANARY },
  true,
  0,
  -1,
  1e308,
  12345678901234567890,
  null,
  '',
  ' ',
  '__proto__',
  'constructor',
];

const fieldsOf = ({ body }: Route): string[] =>
  Object.keys((body === null ? {} : z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }).properties) ?? {});

const REFUSED = new Set([400, 404, 409, 413, 422]);

async function aWorld() {
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const job = await aJob(ctx, organization, { status: 'assigned', among });
  const begun = async () => (await aJob(ctx, organization, { status: 'in_progress', among })).name;
  const call = withKey(started().app, await aKey(ctx, organization));
  const { organizationId: organization_id } = organization;
  const Counter = z.object({ last_seq: z.number() });
  const seen = async () =>
    Counter.parse(await ctx.db('change_counters').where({ organization_id }).first('last_seq')).last_seq;
  return { among, job, begun, call, seen };
}
type World = Awaited<ReturnType<typeof aWorld>>;

/** What no refusal may hold: the value that was sent, or words of the database. */
const LEAKS = new RegExp(`${CANARY}[^a-z]|ER_[A-Z]|select |insert |>49<`, 'i');

interface Attack {
  /** Where to, asked before each request: some leave nothing that could be asked again. */
  path: () => string | Promise<string>;
  valid: Record<string, unknown>;
  world: World;
}

/** Sends every hostile value in every field of a route, and says which answers were not what a caller may get. */
async function attack(route: Route, { path: wanted, valid, world }: Attack) {
  const unexpected: string[] = [];
  const { call, seen } = world;
  for (const field of fieldsOf(route)) {
    for (const value of HOSTILE) {
      const path = await wanted();
      const before = await seen();
      const tag = route.method === 'patch' ? (await call.get(path)).get('ETag') : undefined;
      const request = tag === undefined ? call.post(path) : call.patch(path).set('If-Match', tag);
      const response = await request.set('Prefer', 'wait=0').send({ ...valid, [field]: value });
      const after = await seen();
      const asProblem = REFUSED.has(response.status) && response.type === 'application/problem+json';
      const harmless = asProblem ? after === before && !LEAKS.test(response.text) : response.status < 300;
      if (!harmless)
        unexpected.push(`${route.id}.${field} = ${JSON.stringify(value).slice(0, 60)}: ${response.text.slice(0, 300)}`);
    }
  }
  return unexpected;
}

const route = (id: string): Route => {
  const found = ROUTES.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

test(
  'answers hostile values in every field of every body with a problem or stores them as text',
  async () => {
    const world = await aWorld();
    const { among, job } = world;
    lines.length = 0;
    const create = {
      customer: among.customer,
      address: among.address,
      job_type: among.jobType,
      title: 'x',
      scheduled_date: '2026-12-01',
    };
    const key = { title: 'x', roles: ['dispatch_manager'], scopes: ['jobs:read'] };
    const at = (path: string) => () => path;
    const own = `/v1/jobs/${job.name}`;
    const { employee } = among;
    const complete = async () => `/v1/jobs/${await world.begun()}/complete`;
    const unexpected = [
      ...(await attack(route('createJob'), { path: at('/v1/jobs'), valid: create, world })),
      ...(await attack(route('updateJob'), { path: at(own), valid: {}, world })),
      ...(await attack(route('assignJob'), { path: at(`${own}/assign`), valid: { employee }, world })),
      ...(await attack(route('arriveJob'), { path: at(`${own}/arrive`), valid: {}, world })),
      ...(await attack(route('completeJob'), { path: complete, valid: {}, world })),
      ...(await attack(route('createApiKey'), { path: at('/v1/api-keys'), valid: key, world })),
    ];
    expect(unexpected).toEqual([]);
    expect(lines.join('').includes(CANARY)).toBe(false);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  },
  LONG_MS,
);

test(
  'keeps SQL that is handed in with a completion as text',
  async () => {
    const { call, begun } = await aWorld();
    const path = `/v1/jobs/${await begun()}`;
    const handedIn = { signed_by_name: `O'Hara" OR '1'='1`, technician_notes: `'; DROP TABLE dispatch_jobs; -- 😀` };
    const response = await call.post(`${path}/complete`).set('Prefer', 'wait=0').send(handedIn);
    expect(response.status).toBe(202);
    expect(bodyOf(await call.get(path))).toMatchObject(handedIn);
  },
  LONG_MS,
);

test('keeps SQL in a text field as text', async () => {
  const { call, among } = await aWorld();
  const title = `Robert'); DROP TABLE dispatch_jobs; -- 😀 \\ " %`;
  const body = {
    customer: among.customer,
    address: among.address,
    job_type: among.jobType,
    title,
    scheduled_date: '2026-12-01',
  };
  const created = await call.post('/v1/jobs').send(body);
  expect(bodyOf(created)).toMatchObject({ title });
  expect(bodyOf(await call.get(created.get('Location') ?? ''))).toMatchObject({ title });
});

test(
  'answers hostile names and parameters with a problem',
  async () => {
    const { call, seen } = await aWorld();
    const before = await seen();
    const texts = HOSTILE.filter((value) => typeof value === 'string').map((value) =>
      encodeURIComponent(value.toWellFormed().slice(0, 500)),
    );
    const statuses = new Set<number>();
    lines.length = 0;
    for (const text of texts.filter((value) => value !== '')) {
      for (const path of [`/v1/jobs/${text}`, `/v1/operations/${text}`, `/v1/operations/${text}/events`])
        statuses.add((await call.get(path)).status);
      for (const path of [`/v1/jobs/${text}/start`, `/v1/jobs/${text}/complete`, `/v1/api-keys/${text}/revoke`])
        statuses.add((await call.post(path)).status);
      for (const key of ['cursor', 'sort', 'limit', 'filter[status]', 'filter[scheduled_date]'])
        statuses.add((await call.get(`/v1/jobs?${key}=${text}`)).status);
      const unknown = await call.get(`/v1/jobs?filter[customer]=${text}`);
      expect([text, unknown.status === 400 || JSON.parse(unknown.text).data.length === 0]).toEqual([text, true]);
    }
    expect([...statuses].sort()).toEqual([400, 404]);
    expect(await seen()).toEqual(before);
    expect(lines.join('').includes(CANARY)).toBe(false);
  },
  LONG_MS,
);
