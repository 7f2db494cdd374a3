import { completeJobRoute } from '../../../api/dispatch/complete-job.ts';
import { getOperationRoute } from '../../../api/operations/get-operation.ts';
import { acceptJobCompletion } from '../../../activities/dispatch/accept-job-completion.ts';
import { createApp } from '../../../api/app.ts';
import { withKey } from '../../support/api.ts';
import { bodyOf, described, problemOf } from '../../support/api-client.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { testApiWithOperations } from '../../support/api-operations.ts';
import { aJob } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, started } = testApiWithOperations({ worker: false });
const away = contextWithoutSystems();

async function aWorld() {
  const organization = await anOrganization(ctx);
  const job = await aJob(ctx, organization);
  const secret = await aKey(ctx, organization);
  return { organization, job, secret, call: withKey(started().app, secret), path: `/v1/jobs/${job.name}/complete` };
}

test('shows a run at once, also while no worker lives', async () => {
  const { call, organization, path } = await aWorld();
  const accepted = await call.post(path).set('Prefer', 'wait=0');
  const there = await call.get(accepted.get('Location') ?? '');
  expect(described(getOperationRoute, there)).toMatchObject({
    status: 'running',
    requestedBy: organization.scope.actor,
  });
}, 60_000);

test('refuses other values for an open run, however long no worker has lived', async () => {
  const { call, job, organization, path } = await aWorld();
  await call.post(path).set('Prefer', 'wait=0').send({ signed_by_name: 'Ines Moreau' });
  const long = { ...ctx, now: () => new Date(Date.now() + 3_600_000) };
  const values = { signed_by_name: 'Somebody else' };
  const other = acceptJobCompletion(long, { scope: organization.scope, name: job.name, values });
  await expect(other).rejects.toMatchObject({ code: 'conflict' });
}, 60_000);

test('shows a run that no row tells of yet as Temporal knows it', async () => {
  const { call, job, path } = await aWorld();
  const startedAtMs = performance.now();
  const accepted = await call.post(path).set('Prefer', 'wait=0');
  expect(accepted.status).toBe(202);
  expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  expect(described(completeJobRoute, accepted)).toMatchObject({
    status: 'running',
    steps: [],
    progress: { done: 0, phase: 'doing' },
  });
  await ctx.db('operations').where({ organization_id: job.organization_id }).delete();
  const there = await call.get(accepted.get('Location') ?? '');
  expect(described(getOperationRoute, there)).toMatchObject({
    kind: 'complete-job',
    status: 'running',
    document: { doctype: 'dispatch_job', name: job.name },
    requestedBy: null,
    endedAt: null,
  });
}, 60_000);

describe('a run that has been silent for a minute', () => {
  async function aSilentRun() {
    const { call, job, organization, path } = await aWorld();
    const accepted = await call.post(path).set('Prefer', 'wait=0');
    const own = { organization_id: job.organization_id };
    const location = accepted.get('Location') ?? '';
    await ctx.db('operations').where(own).update({ changed_at: '2026-01-01 00:00:00.000' });
    return { call, job, organization, location };
  }
  const terminate = ({ organization_id, name }: { organization_id: string; name: string }) =>
    started().temporal.workflow.getHandle(`complete-job:${organization_id}:${name}`).terminate('a test');

  test('is shown as Temporal knows it, and its rows with it', async () => {
    const { call, job, location } = await aSilentRun();
    expect(described(getOperationRoute, await call.get(location))).toMatchObject({ status: 'running', endedAt: null });
    await terminate(job);
    expect(described(getOperationRoute, await call.get(location))).toMatchObject({
      status: 'failed',
      error: { code: 'outcome_unknown', detail: expect.stringContaining('look at the document') },
    });
    expect(await ctx.db('operations').where({ organization_id: job.organization_id }).first()).toMatchObject({
      status: 'failed',
    });
  }, 60_000);

  test('is shown as its rows are, and soon, while Temporal cannot be reached', async () => {
    const { organization, job, location } = await aSilentRun();
    await terminate(job);
    const call = withKey(createApp(ctx, away.temporal), await aKey(ctx, organization));
    const startedAtMs = performance.now();
    expect(described(getOperationRoute, await call.get(location))).toMatchObject({ status: 'running' });
    expect(performance.now() - startedAtMs).toBeLessThan(3_000);
  }, 60_000);
});

test('stops waiting after the time that was asked for', async () => {
  const { call, path } = await aWorld();
  const startedAtMs = performance.now();
  const response = await call.post(path).set('Prefer', 'wait=1');
  expect(response.status).toBe(202);
  expect(performance.now() - startedAtMs).toBeGreaterThan(900);
}, 60_000);

test('knows no operation of another organization, kind, name or run', async () => {
  const { call, path } = await aWorld();
  const location = (await call.post(path).set('Prefer', 'wait=0')).get('Location') ?? '';
  const stranger = withKey(started().app, await aKey(ctx, await anOrganization(ctx)));
  expect(problemOf(await stranger.get(location))).toMatchObject({ status: 404, code: 'not_found' });
  const wrong = [
    location.replace('complete-job.', 'cancel-job.'),
    location.replace('JOB-', 'job-'),
    location.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    `${location}%20`,
    '/v1/operations/x',
    '/v1/operations/complete-job..',
    `/v1/operations/complete-job.JOB-1.${'-'.repeat(36)}`,
    `/v1/operations/complete-job.${'x'.repeat(140)}.0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b`,
  ];
  const codes = await Promise.all(wrong.map(async (address) => problemOf(await call.get(address)).code));
  expect(new Set(codes)).toEqual(new Set(['not_found']));
}, 60_000);

test('answers 503 for a completion while Temporal is away, and completes on the repeat', async () => {
  const { secret, path } = await aWorld();
  const call = withKey(createApp(ctx, away.temporal), secret);
  const response = await call.post(path).set('Prefer', 'wait=0').send({ technician_notes: 'Done.' });
  expect(problemOf(response)).toMatchObject({ status: 503, code: 'unavailable' });
  expect(Number(response.get('Retry-After'))).toBeGreaterThan(0);
  const again = await withKey(started().app, secret)
    .post(path)
    .set('Prefer', 'wait=0')
    .send({ technician_notes: 'Done.' });
  expect([again.status, Object(bodyOf(again)).status]).toEqual([202, 'running']);
}, 60_000);
