import { getJobRoute } from '../../../api/dispatch/get-job.ts';
import { updateJobRoute } from '../../../api/dispatch/update-job.ts';
import { testApi, withKey } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { aJob } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();

async function aWorld() {
  const organization = await anOrganization(ctx);
  const job = await aJob(ctx, organization, { status: 'assigned' });
  const call = withKey(app, await aKey(ctx, organization));
  const read = async () => described(getJobRoute, await call.get(`/v1/jobs/${job.name}`));
  return { job, call, read, path: `/v1/jobs/${job.name}`, tag: `"v${String(job.version)}"` };
}

test('changes what is named and answers the new version', async () => {
  const { job, call, path, tag } = await aWorld();
  const response = await call
    .patch(path)
    .set('If-Match', tag)
    .send({ priority: 'urgent', customer_notes: 'Side door' });
  expect(described(updateJobRoute, response)).toMatchObject({
    priority: 'urgent',
    customer_notes: 'Side door',
    title: job.title,
    version: job.version + 1,
  });
  expect(response.get('ETag')).toBe(`"v${String(job.version + 1)}"`);
});

test('asks for the version before it changes anything, and shows the current one', async () => {
  const { call, read, path } = await aWorld();
  const before = await read();
  const problem = problemOf(await call.patch(path).send({ priority: 'urgent' }));
  expect(problem).toMatchObject({ status: 428, code: 'stale', current: before });
  expect(await read()).toEqual(before);
});

test('refuses an old version and shows the current one as it would be read', async () => {
  const { call, read, path, tag } = await aWorld();
  await call.patch(path).set('If-Match', tag).send({ priority: 'urgent' });
  const problem = problemOf(await call.patch(path).set('If-Match', tag).send({ priority: 'low' }));
  expect(problem).toMatchObject({ status: 412, code: 'stale', current: { priority: 'urgent' } });
  expect(problem['current']).toEqual(await read());
  expect(problem['current']).not.toHaveProperty('organization_id');
});

test('lets one of two writers with the same version win', async () => {
  const { call, path, tag } = await aWorld();
  const writes = ['low', 'high'].map((priority) => call.patch(path).set('If-Match', tag).send({ priority }));
  const statuses = (await Promise.all(writes)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 412]);
});

test.each(['*', 'W/"v2"', 'v2', '"v1", "v2"'])('refuses If-Match: %s as malformed', async (tag) => {
  const { call, path } = await aWorld();
  const problem = problemOf(await call.patch(path).set('If-Match', tag).send({ priority: 'low' }));
  expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ pointer: 'If-Match' }] });
});

test('refuses an empty change', async () => {
  const { call, path, tag } = await aWorld();
  expect(problemOf(await call.patch(path).set('If-Match', tag).send({}))).toMatchObject({ status: 400 });
});

test('answers the job of another organization with 404, whatever the version', async () => {
  const own = await aWorld();
  const stranger = withKey(app, await aKey(ctx, await anOrganization(ctx)));
  const problem = problemOf(await stranger.patch(own.path).set('If-Match', own.tag).send({ priority: 'low' }));
  const without = problemOf(await stranger.patch(own.path).send({ priority: 'low' }));
  expect([problem.status, without.status]).toEqual([404, 404]);
});
