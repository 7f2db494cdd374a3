import { getJobRoute } from '../../../api/dispatch/get-job.ts';
import { testApi, withKey } from '../../support/api.ts';
import { bodyOf, described, problemOf } from '../../support/api-client.ts';
import { aJob } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app } = testApi();

async function aWorld() {
  const organization = await anOrganization(ctx);
  const job = await aJob(ctx, organization, { status: 'assigned' });
  return { job, call: withKey(app, await aKey(ctx, organization)) };
}

test('shows a job with its version, and nothing of the organization', async () => {
  const { job, call } = await aWorld();
  const response = await call.get(`/v1/jobs/${job.name}`);
  const body = described(getJobRoute, response);
  expect(body).toMatchObject({ name: job.name, status: 'assigned', customer_signature: null, signed: false });
  expect(body).not.toHaveProperty('organization_id');
  expect(response.get('ETag')).toBe(`"v${String(job.version)}"`);
});

test('answers 304 to whoever has the version already', async () => {
  const { job, call } = await aWorld();
  const response = await call.get(`/v1/jobs/${job.name}`).set('If-None-Match', `"v${String(job.version)}"`);
  expect([response.status, response.text]).toEqual([304, '']);
});

test.each([
  ['that does not exist', () => 'JOB-2026-99999'],
  ['of other case', (name: string) => name.toLowerCase()],
  ['with a blank at its end', (name: string) => `${name}%20`],
  ['with a blank before it', (name: string) => `%20${name}`],
  ['with a full-width digit', (name: string) => encodeURIComponent(name.replace(/\d$/, '１'))],
  ['that is SQL', () => encodeURIComponent("' OR '1'='1")],
  ['that is a number', () => '0'],
  ['that is a pattern', () => '%25'],
  ['that is a prototype', () => '__proto__'],
])('knows no job by a name %s', async (_case, change) => {
  const { job, call } = await aWorld();
  const response = await call.get(`/v1/jobs/${change(job.name)}`);
  expect(problemOf(response)).toMatchObject({ status: 404, code: 'not_found' });
});

test('finds the job of the own organization where another one has the same name', async () => {
  const [own, other] = [await aWorld(), await aWorld()];
  expect(other.job.name).toBe(own.job.name);
  const answers = [await own.call.get(`/v1/jobs/${own.job.name}`), await other.call.get(`/v1/jobs/${own.job.name}`)];
  expect(answers.map(bodyOf)).toMatchObject([{ created_at: own.job.created_at }, { created_at: other.job.created_at }]);
});

test('takes the job of another organization for an unknown one', async () => {
  const own = await aWorld();
  const stranger = withKey(app, await aKey(ctx, await anOrganization(ctx)));
  expect(problemOf(await stranger.get(`/v1/jobs/${own.job.name}`))).toMatchObject({ status: 404, code: 'not_found' });
});

test.each(['a name with a NUL', 'a name that is too long'])('refuses %s before it looks', async (kind) => {
  const { call } = await aWorld();
  const name = kind.includes('NUL') ? 'JOB%00' : 'x'.repeat(141);
  expect(problemOf(await call.get(`/v1/jobs/${name}`))).toMatchObject({ status: 400, errors: [{ pointer: 'name' }] });
});
