import { listJobCommentsRoute } from '../../../api/dispatch/list-job-comments.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { aJob } from '../../support/jobs.ts';
import { tellOperation } from '../../support/many-operations.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();

async function aWorld() {
  const organization = await anOrganization(ctx);
  const { name } = await aJob(ctx, organization, { status: 'unassigned' });
  const missed = { failedStep: 'invoice', error: 'Item OLD-SERVICE is disabled' };
  const id = await tellOperation(ctx, organization.scope, { name, status: 'parked', ...missed });
  await tellOperation(ctx, organization.scope, { name, status: 'compensated', ...missed });
  return {
    organization,
    id,
    name,
    path: `/v1/jobs/${name}/comments`,
    call: withKey(app, await aKey(ctx, organization)),
  };
}

test('a job tells what operations on it had to say, newest first, in pages', async () => {
  const { call, id, path } = await aWorld();
  const first = await call.get(`${path}?limit=1`);
  expect(described(listJobCommentsRoute, first)).toMatchObject({
    data: [{ type: 'operation', by: 'operation', content: expect.stringContaining('did not complete') }],
  });
  const next = /^<(.+)>; rel="next"$/.exec(first.get('Link') ?? '')?.[1] ?? '';
  expect(described(listJobCommentsRoute, await call.get(next))).toMatchObject({
    data: [{ operation: id, content: expect.stringContaining("waits for a person's decision") }],
    nextCursor: null,
  });
});

test('is read by those who may read the job, with a key that may read jobs', async () => {
  const { organization, path } = await aWorld();
  const statusFor = async (over: Parameters<typeof aKey>[2]) =>
    (await withKey(app, await aKey(ctx, organization, over)).get(path)).status;
  expect(await statusFor({ roles: ['field_technician'], scopes: ['jobs:read'] })).toBe(200);
  expect(await statusFor({ roles: ['hr_manager'] })).toBe(403);
  expect(await statusFor({ scopes: ['operations:read'] })).toBe(403);
});

test('knows no job of another organization, and none that is not there', async () => {
  const { path, call } = await aWorld();
  const stranger = withKey(app, await aKey(ctx, await anOrganization(ctx)));
  for (const asked of [stranger.get(path), call.get('/v1/jobs/JOB-2026-99999/comments')])
    expect(problemOf(await asked)).toMatchObject({ status: 404, code: 'not_found' });
});

test('refuses a cursor of another job', async () => {
  const { call, path } = await aWorld();
  const other = await aWorld();
  const page = described(listJobCommentsRoute, await call.get(`${path}?limit=1`));
  const cursor = encodeURIComponent(String(Object(page).nextCursor));
  expect(problemOf(await other.call.get(`${other.path}?cursor=${cursor}`))).toMatchObject({ status: 400 });
});
