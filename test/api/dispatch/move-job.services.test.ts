import { arriveJobRoute } from '../../../api/dispatch/arrive-job.ts';
import { assignJobRoute } from '../../../api/dispatch/assign-job.ts';
import { startJobRoute } from '../../../api/dispatch/start-job.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();

async function aWorld(status: 'unassigned' | 'assigned' | 'arrived' | 'in_progress' = 'unassigned') {
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const job = await aJob(ctx, organization, { status, among });
  return {
    job,
    employee: among.employee,
    call: withKey(app, await aKey(ctx, organization)),
    path: `/v1/jobs/${job.name}`,
  };
}

test('leads a job from the queue to the work', async () => {
  const { call, path, employee } = await aWorld();
  const assigned = await call.post(`${path}/assign`).send({ employee, reason: 'Nearest' });
  expect(described(assignJobRoute, assigned)).toMatchObject({ status: 'assigned', assigned_to: employee });
  const arrival = new Date(Date.now() - 7_200_000);
  const anHourEast = new Date(arrival.getTime() + 3_600_000).toISOString().replace('Z', '+01:00');
  const arrived = await call.post(`${path}/arrive`).send({ at: anHourEast });
  expect(described(arriveJobRoute, arrived)).toMatchObject({
    status: 'arrived',
    actual_arrival: arrival.toISOString(),
  });
  const started = await call.post(`${path}/start`).set('If-Match', arrived.get('ETag') ?? '');
  expect(described(startJobRoute, started)).toMatchObject({ status: 'in_progress' });
});

test.each([
  ['arrive', 'unassigned'],
  ['start', 'unassigned'],
  ['start', 'assigned'],
  ['assign', 'in_progress'],
] as const)('refuses to %s a job that is %s, and changes nothing', async (verb, status) => {
  const { call, path, employee, job } = await aWorld(status);
  const problem = problemOf(await call.post(`${path}/${verb}`).send(verb === 'assign' ? { employee } : {}));
  expect(problem).toMatchObject({ status: 409, code: 'conflict' });
  expect(problem.detail).toContain(job.name);
  expect(JSON.parse((await call.get(path)).text)).toMatchObject({ status, version: job.version });
});

test('names the version only when it is sent', async () => {
  const { call, path, employee } = await aWorld();
  const problem = problemOf(await call.post(`${path}/assign`).set('If-Match', '"v99"').send({ employee }));
  expect(problem).toMatchObject({ status: 412, current: { status: 'unassigned' } });
  expect((await call.post(`${path}/assign`).send({ employee })).status).toBe(200);
});

test('changes nothing when it is told twice', async () => {
  const { call, path, employee } = await aWorld();
  const first = await call.post(`${path}/assign`).send({ employee });
  const second = await call.post(`${path}/assign`).send({ employee });
  expect(second.get('ETag')).toBe(first.get('ETag'));
});

test.each([{ at: 'yesterday' }, { at: '2026-11-01' }, { at: '2126-11-01T00:00:00Z' }, { at: 5 }, { when: 'now' }])(
  'refuses the arrival %j',
  async (body) => {
    const { call, path } = await aWorld('assigned');
    const problem = problemOf(await call.post(`${path}/arrive`).send(body));
    expect([400, 422]).toContain(problem.status);
    expect(problem.errors?.[0]?.pointer).toBe(`/${Object.keys(body).join()}`);
  },
);

test('refuses a body where none belongs', async () => {
  const { call, path } = await aWorld('arrived');
  expect(problemOf(await call.post(`${path}/start`).send({ force: true }))).toMatchObject({ status: 400 });
});
