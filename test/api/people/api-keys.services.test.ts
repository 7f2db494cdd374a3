import { z } from 'zod';

import { createApiKeyRoute } from '../../../api/people/create-api-key.ts';
import { listApiKeysRoute } from '../../../api/people/list-api-keys.ts';
import { revokeApiKeyRoute } from '../../../api/people/revoke-api-key.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { organizationMember } from '../../../domain/organizations/organization-member.ts';
import type { Scope } from '../../../domain/scope.ts';
import { testApi, withKey } from '../../support/api.ts';
import { bodyOf, described, problemOf } from '../../support/api-client.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, app, lines } = testApi();

async function aWorld() {
  const organization = await anOrganization(ctx);
  return { organization, call: withKey(app, await aKey(ctx, organization)) };
}

const Created = z.object({ secret: z.string(), name: z.string() });
const wanted = { title: 'Dispatch board', roles: ['dispatch_manager'], scopes: ['jobs:read'] };

test('shows the secret of a new key once, and the key works', async () => {
  const { call } = await aWorld();
  lines.length = 0;
  const created = await call.post('/v1/api-keys').send(wanted);
  expect(created.status).toBe(201);
  expect(described(createApiKeyRoute, created)).toMatchObject({ ...wanted, status: 'active', expires_at: null });
  const { secret, name } = Created.parse(bodyOf(created));
  const [own, listed] = [await withKey(app, secret).get('/v1/jobs'), await call.get('/v1/api-keys')];
  expect(own.status).toBe(200);
  expect(described(listApiKeysRoute, listed)).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ name })]),
  });
  expect(listed.text).not.toContain(secret);
  expect(lines.join()).not.toContain(secret);
});

test('ends a key, twice as once', async () => {
  const { call } = await aWorld();
  const { secret, name } = Created.parse(bodyOf(await call.post('/v1/api-keys').send(wanted)));
  for (const time of ['once', 'twice']) {
    const revoked = await call.post(`/v1/api-keys/${name}/revoke`);
    expect([time, described(revokeApiKeyRoute, revoked)]).toMatchObject([time, { status: 'revoked', version: 2 }]);
  }
  expect((await withKey(app, secret).get('/v1/jobs')).status).toBe(401);
});

test('does not know the keys of another organization', async () => {
  const [own, other] = [await aWorld(), await aWorld()];
  const { name } = Created.parse(bodyOf(await own.call.post('/v1/api-keys').send(wanted)));
  expect(problemOf(await other.call.post(`/v1/api-keys/${name}/revoke`))).toMatchObject({ status: 404 });
  expect((await other.call.get('/v1/api-keys')).text).not.toContain('Dispatch board');
});

test.each([
  ['no title', { title: undefined }],
  ['a blank title', { title: '   ' }],
  ['no role', { roles: [] }],
  ['a role twice', { roles: ['dispatch_manager', 'dispatch_manager'] }],
  ['the role of operations', { roles: ['operation'] }],
  ['an unknown scope', { scopes: ['everything'] }],
  ['no scope', { scopes: [] }],
  ['an end that has passed', { expires_at: '2020-01-01T00:00:00Z' }],
  ['an end without a zone', { expires_at: '2030-01-01T00:00:00' }],
  ['a secret of its own', { secret: 'dw_live_mine' }],
  ['a status', { status: 'active' }],
])('refuses a key with %s', async (_case, change) => {
  const { call } = await aWorld();
  const before = (await call.get('/v1/api-keys')).text;
  const problem = problemOf(await call.post('/v1/api-keys').send({ ...wanted, ...change }));
  expect([400, 422]).toContain(problem.status);
  expect(problem.errors?.[0]?.pointer).toContain(Object.keys(change).join());
  expect((await call.get('/v1/api-keys')).text).toBe(before);
});

test('lets no key make one with more rights than its member has', async () => {
  const { organization, call } = await aWorld();
  const member = await aTechnician(organization.scope);
  const before = (await call.get('/v1/api-keys')).text;
  const problem = problemOf(await call.post('/v1/api-keys').send({ ...wanted, member }));
  expect(problem).toMatchObject({ status: 403, code: 'forbidden', errors: [{ pointer: '/roles' }] });
  expect(problem.detail).toContain('dispatch_manager');
  expect((await call.get('/v1/api-keys')).text).toBe(before);
  const within = await call.post('/v1/api-keys').send({ ...wanted, member, roles: ['field_technician'] });
  expect(described(createApiKeyRoute, within)).toMatchObject({ member, roles: ['field_technician'] });
});

test('lets nobody make a key whose roles do not include the right', async () => {
  const { organization } = await aWorld();
  const manager = withKey(app, await aKey(ctx, organization, { roles: ['dispatch_manager'] }));
  expect(problemOf(await manager.post('/v1/api-keys').send(wanted))).toMatchObject({ status: 403, code: 'forbidden' });
});

test.each([
  ['a scope', { scopes: ['keys:write'] as const, roles: ['system_manager', 'dispatch_manager'] as const }, '/scopes'],
  ['a role', { scopes: ['keys:write', 'jobs:read'] as const, roles: ['system_manager'] as const }, '/roles'],
])('refuses to give a key %s that its maker lacks', async (_what, { scopes, roles }, pointer) => {
  const organization = await anOrganization(ctx);
  const maker = withKey(app, await aKey(ctx, organization, { scopes: [...scopes], roles: [...roles] }));
  const problem = problemOf(await maker.post('/v1/api-keys').send(wanted));
  expect(problem).toMatchObject({ status: 403, code: 'forbidden', errors: [{ pointer }] });
});

/** Another member of the organization, who is a technician and nothing else. */
async function aTechnician(scope: Scope): Promise<string> {
  const user = `user_${scope.organizationId}_2`;
  return withTx(ctx, scope, async (tx) => {
    await tx.ensureGlobalRow(
      'users',
      { id: user },
      { email: `${user}@example.com`, full_name: 'Sam Okafor', status: 'active', created_at: '2026-11-25 00:00:00' },
    );
    const values = { user, full_name: 'Sam Okafor', roles: [{ role: 'field_technician' as const }] };
    return (await createDocument(tx, organizationMember, { values })).name;
  });
}
