import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { ROUTES } from '../../../api/routes.ts';
import { revokeApiKey } from '../../../activities/people/revoke-api-key.ts';
import { testApi, withKey } from '../../support/api.ts';
import { problemOf } from '../../support/api-client.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app, temporal, lines } = testApi();

test.each([
  ['no header', undefined],
  ['an empty one', ''],
  ['no scheme', 'dw_live_x'],
  ['another scheme', 'Basic ZHc6ZHc='],
  ['no key', 'Bearer '],
  ['a key that is none', 'Bearer dw_live_x'],
  ['two keys', 'Bearer dw_live_x dw_live_y'],
  ['SQL', "Bearer ' OR '1'='1"],
  ['a number', 'Bearer 0'],
  ['a key of 10,000 characters', `Bearer dw_live_${'a'.repeat(10_000)}`],
  ['bytes beyond ASCII', 'Bearer dw_live_\u00e9'],
])('asks for a key when there is %s', async (_case, authorization) => {
  const asked = request(app).get('/v1/jobs');
  const response = await (authorization === undefined ? asked : asked.set('Authorization', authorization));
  expect(problemOf(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(response.get('WWW-Authenticate')).toContain('Bearer');
});

test('takes a key with its last character changed, or in other case, for no key', async () => {
  const secret = await aKey(ctx, await anOrganization(ctx));
  const wrong = [
    `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
    secret.toUpperCase(),
    `${secret}A`,
    secret.slice(0, -1),
  ];
  for (const key of wrong) expect((await withKey(app, key).get('/v1/jobs')).status).toBe(401);
  expect((await withKey(app, secret).get('/v1/jobs')).status).toBe(200);
});

test('refuses an expired key from the moment on at which it expires', async () => {
  const organization = await anOrganization(ctx);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const secret = await aKey(ctx, organization, { expiresAt });
  expect((await withKey(app, secret).get('/v1/jobs')).status).toBe(200);
  const later = createApp({ ...ctx, now: () => new Date(expiresAt) }, temporal);
  expect(problemOf(await withKey(later, secret).get('/v1/jobs'))).toMatchObject({ status: 401 });
});

test('refuses a revoked key from the next request on', async () => {
  const organization = await anOrganization(ctx);
  const secret = await aKey(ctx, organization);
  const call = withKey(app, secret);
  const listed = await call.get('/v1/api-keys');
  const { name } = JSON.parse(listed.text).data[0];
  await revokeApiKey(ctx, { scope: organization.scope, name });
  expect(problemOf(await call.get('/v1/jobs'))).toMatchObject({ status: 401 });
});

test.each(
  ROUTES.filter(({ scope }) => scope !== null).map((route) => [`${route.method} ${route.path}`, route] as const),
)('%s needs a key, and its scope', async (_name, route) => {
  const path = route.path.replaceAll(/\{\w+\}/g, 'x');
  expect(problemOf(await request(app)[route.method](path))).toMatchObject({ status: 401 });
  const others = (['jobs:read', 'jobs:write', 'operations:read', 'keys:write'] as const).filter(
    (scope) => scope !== route.scope,
  );
  const call = withKey(app, await aKey(ctx, await anOrganization(ctx), { scopes: others }));
  const problem = problemOf(await call[route.method](path));
  expect(problem).toMatchObject({ status: 403, code: 'forbidden' });
  expect(problem.detail).toContain(String(route.scope));
});

test('says that the key is wrong before it reads a body', async () => {
  const response = await request(app).post('/v1/jobs').set('Authorization', 'Bearer x').type('json').send('{"broken');
  expect(problemOf(response).status).toBe(401);
});

test('logs who called by key and organization, and never the secret', async () => {
  const organization = await anOrganization(ctx);
  const secret = await aKey(ctx, organization);
  lines.length = 0;
  await withKey(app, secret).get('/v1/jobs');
  const log = lines.join();
  expect(log).toContain(organization.organizationId);
  expect(log).toContain('"key":"KEY-');
  expect(log).not.toContain(secret.slice(8, 30));
});
