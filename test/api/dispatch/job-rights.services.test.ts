import type { Test } from 'supertest';

import { everythingOf } from '../../support/changes.ts';
import { withKey } from '../../support/api.ts';
import { problemOf } from '../../support/api-client.ts';
import { testApiWithOperations } from '../../support/api-operations.ts';
import { aJob, surroundings, type Surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, started } = testApiWithOperations({ worker: false });
const LONG_MS = 60_000;
/** Stands in every text of the job; whoever may not read it must not see it. */
const SECRET = 'SECRET7f3a';

interface Call {
  call: ReturnType<typeof withKey>;
  path: string;
  among: Surroundings;
}
const assign = ({ call, path, among }: Call) => call.post(`${path}/assign`).send({ employee: among.employee });
const create = ({ call, among: { customer, address, jobType } }: Call) =>
  call.post('/v1/jobs').send({ customer, address, job_type: jobType, title: 'No heat', scheduled_date: '2026-12-01' });

test.each<[string, Parameters<typeof aWorld>[0], (at: Call) => Test]>([
  ['POST /v1/jobs', 'unassigned', create],
  ['GET /v1/jobs', 'unassigned', ({ call }) => call.get('/v1/jobs')],
  ['GET /v1/jobs/{name}', 'unassigned', ({ call, path }) => call.get(path)],
  ['PATCH', 'unassigned', ({ call, path }) => call.patch(path).set('If-Match', '"v1"').send({ priority: 'low' })],
  [
    'PATCH of an old version',
    'unassigned',
    ({ call, path }) => call.patch(path).set('If-Match', '"v9"').send({ priority: 'low' }),
  ],
  ['PATCH without a version', 'unassigned', ({ call, path }) => call.patch(path).send({ priority: 'low' })],
  ['assign', 'unassigned', assign],
  ['assign to the same technician', 'assigned', assign],
  ['assign of an old version', 'unassigned', (at) => assign(at).set('If-Match', '"v9"')],
  ['arrive', 'assigned', ({ call, path }) => call.post(`${path}/arrive`)],
  ['arrive twice', 'arrived', ({ call, path }) => call.post(`${path}/arrive`)],
  ['start', 'arrived', ({ call, path }) => call.post(`${path}/start`)],
  ['start twice', 'in_progress', ({ call, path }) => call.post(`${path}/start`)],
  ['start in the wrong state', 'unassigned', ({ call, path }) => call.post(`${path}/start`)],
  ['complete', 'in_progress', ({ call, path }) => call.post(`${path}/complete`)],
  ['complete in the wrong state', 'unassigned', ({ call, path }) => call.post(`${path}/complete`)],
])(
  'refuses a role without the right: %s',
  async (_what, status, send) => {
    const { organization, among, job } = await aWorld(status);
    const call = withKey(started().app, await aKey(ctx, organization, { roles: ['accounts_manager'] }));
    const before = await everythingOf(ctx, organization.organizationId);
    const response = await send({ call, path: `/v1/jobs/${job.name}`, among });
    expect(problemOf(response)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(response.text).not.toContain(SECRET);
    expect(response.text).not.toMatch(/"(current|status_updated_at|customer|version)"/);
    expect(response.get('ETag')).toBeUndefined();
    expect(await everythingOf(ctx, organization.organizationId)).toBe(before);
  },
  LONG_MS,
);

async function aWorld(status: 'unassigned' | 'assigned' | 'arrived' | 'in_progress') {
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const values = { title: SECRET, description: SECRET, customer_notes: SECRET };
  return { organization, among, job: await aJob(ctx, organization, { status, among, values }) };
}
