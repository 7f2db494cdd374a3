import { createJobRoute } from '../../../api/dispatch/create-job.ts';
import { contact } from '../../../domain/records/contact.ts';
import { project } from '../../../domain/records/project.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { create } from '../../support/documents.ts';
import { surroundings, type Surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();

const minimal = (world: Surroundings) => ({
  customer: world.customer,
  address: world.address,
  job_type: world.jobType,
  title: 'No cooling',
  scheduled_date: '2026-12-01',
});

async function aWorld() {
  const organization = await anOrganization(ctx);
  const world = await surroundings(ctx, organization);
  return { organization, world, call: withKey(app, await aKey(ctx, organization)) };
}

test('creates a job that waits for a technician, and says where it is and which version', async () => {
  const { world, call } = await aWorld();
  const response = await call.post('/v1/jobs').send(minimal(world));
  expect(response.status).toBe(201);
  const job = described(createJobRoute, response);
  expect(job).toMatchObject({ ...minimal(world), status: 'unassigned', version: 1, signed: false });
  expect(job).not.toHaveProperty('organization_id');
  expect(response.get('ETag')).toBe('"v1"');
  const there = await call.get(response.get('Location') ?? '');
  expect(JSON.parse(there.text)).toEqual(job);
});

test.each([
  'status',
  'name',
  'version',
  'organization_id',
  'sales_invoice',
  'billing_status',
  'created_by',
  'signed',
  'geohash',
])('refuses a caller who sets %s', async (field) => {
  const { world, call } = await aWorld();
  const problem = problemOf(await call.post('/v1/jobs').send({ ...minimal(world), [field]: 'x' }));
  expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ pointer: `/${field}` }] });
});

test('takes links of another organization for unknown ones', async () => {
  const [own, other] = [await aWorld(), await aWorld()];
  const { scope } = other.organization;
  const { customer } = other.world;
  const rooftops = await create(ctx, { scope, definition: project, values: { project_name: 'Rooftops' } });
  const ines = await create(ctx, { scope, definition: contact, values: { customer, first_name: 'Ines' } });
  const foreign = { project: rooftops.name, contact: ines.name };
  const made = await withKey(app, await aKey(ctx, other.organization))
    .post('/v1/jobs')
    .send({ ...minimal(other.world), ...foreign });
  expect(made.status).toBe(201);
  for (const [field, name] of Object.entries(foreign)) {
    const problem = problemOf(await own.call.post('/v1/jobs').send({ ...minimal(own.world), [field]: name }));
    expect(problem).toMatchObject({ status: 404, code: 'not_found', errors: [{ pointer: `/${field}` }] });
  }
});

test.each([
  ['of other case', (name: string) => name.toLowerCase()],
  ['with a blank at its end', (name: string) => `${name} `],
  ['with a line break and more', (name: string) => `${name}\nX`],
  ['with a NUL', (name: string) => `${name}\u0000`],
])('does not find a link by a name %s', async (_case, change) => {
  const { world, call } = await aWorld();
  for (const field of ['customer', 'address', 'job_type'] as const) {
    const body = { ...minimal(world), [field]: change(minimal(world)[field]) };
    const problem = problemOf(await call.post('/v1/jobs').send(body));
    expect([400, 404, 422]).toContain(problem.status);
    expect(problem.errors?.map(({ pointer }) => pointer)).toContain(`/${field}`);
  }
});

test('refuses a role that may not create jobs, and a key without the scope', async () => {
  const { organization, world } = await aWorld();
  const technician = await aKey(ctx, organization, { roles: ['field_technician'] });
  const reader = await aKey(ctx, organization, { scopes: ['jobs:read'] });
  const byRole = problemOf(await withKey(app, technician).post('/v1/jobs').send(minimal(world)));
  const byScope = problemOf(await withKey(app, reader).post('/v1/jobs').send(minimal(world)));
  expect([byRole, byScope]).toMatchObject([{ status: 403 }, { status: 403 }]);
  expect(byScope.detail).toContain('jobs:write');
});

test('creates one job under one Idempotency-Key, and answers a repeat as it answered the request', async () => {
  const { organization, world, call } = await aWorld();
  const body = minimal(world);
  const send = (caller: typeof call, sent: object) =>
    caller.post('/v1/jobs').set('Idempotency-Key', 'board-1').send(sent);
  const answered = await Promise.all(Array.from({ length: 5 }, () => send(call, body)));
  const first = answered.find(({ status }) => status === 201);
  expect(answered.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);

  const repeated = await send(call, Object.fromEntries(Object.entries(body).reverse()));
  expect(repeated.get('Idempotency-Replayed')).toBe('true');
  expect([repeated.status, repeated.text]).toEqual([201, first?.text]);
  for (const header of ['Location', 'ETag']) expect(repeated.get(header)).toBe(first?.get(header));
  expect(problemOf(await send(call, { ...body, title: 'Another' }))).toMatchObject({ status: 422 });

  // A key of the same member that may not create jobs is not shown one either.
  const lesser = withKey(app, await aKey(ctx, organization, { roles: ['field_technician'] }));
  expect(problemOf(await send(lesser, body))).toMatchObject({ status: 403 });
  expect(await ctx.db('dispatch_jobs').where({ organization_id: organization.organizationId })).toHaveLength(1);
});

test('lets a refused request be corrected under its Idempotency-Key', async () => {
  const { world, call } = await aWorld();
  const send = (sent: object) => call.post('/v1/jobs').set('Idempotency-Key', 'board-2').send(sent);
  expect(problemOf(await send({ ...minimal(world), customer: 'CUST-99999' }))).toMatchObject({ status: 404 });
  expect((await send(minimal(world))).status).toBe(201);
});
