import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import { createApiKey } from '../../../activities/people/create-api-key.ts';
import { revokeApiKey } from '../../../activities/people/revoke-api-key.ts';
import { organizationMember } from '../../../domain/organizations/organization-member.ts';
import { apiKey } from '../../../domain/people/api-key.ts';
import { SECRET_FORM, secretChecksum } from '../../../domain/people/api-key-secret.ts';
import { SCOPES } from '../../../domain/permissions.ts';
import type { Scope } from '../../../domain/scope.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOrganization } from '../../support/organizations.ts';

const NOW = '2026-11-25T09:30:00.000Z';
const ctx = testContext({ now: () => new Date(NOW) });
const WANTED = {
  title: 'Dispatch board',
  roles: ['dispatch_manager'],
  scopes: ['jobs:read'],
  expiresAt: null,
} as const;
const wanted = () => ({ ...WANTED, heldScopes: SCOPES, roles: [...WANTED.roles], scopes: [...WANTED.scopes] });

describe('createApiKey', () => {
  it('answers the key and its secret, which has the form and the checksum of one', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const { key, secret } = await createApiKey(ctx, { scope, ...wanted(), expiresAt: '2027-01-01T00:00:00Z' });
    expect(key).toMatchObject({
      organization_id: organizationId,
      name: 'KEY-00001',
      title: 'Dispatch board',
      member: scope.actor,
      hint: `dw_live_…${secret.slice(-4)}`,
      status: 'active',
      expires_at: '2027-01-01T00:00:00.000Z',
      scopes: [{ scope: 'jobs:read' }],
      roles: [{ role: 'dispatch_manager' }],
    });
    const [, kind, random = '', checksum] = SECRET_FORM.exec(secret) ?? [];
    expect([kind, checksum]).toEqual(['live', secretChecksum(random)]);
    expect(await getDocument(ctx, { scope, definition: apiKey, name: key.name })).toEqual(key);
  });

  it('refuses a member who is not active any more', async () => {
    const { scope } = await anOrganization(ctx);
    await withTx(ctx, scope, async (tx) => {
      const document = await lockDocument(tx, organizationMember, { right: 'write', name: scope.actor });
      await updateDocument(tx, organizationMember, { document, changes: { status: 'deactivated' } });
    });
    await expect(createApiKey(ctx, { scope, ...wanted() })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('makes another secret each time', async () => {
    const { scope } = await anOrganization(ctx);
    const secrets = new Set<string>();
    for (let time = 0; time < 5; time += 1) secrets.add((await createApiKey(ctx, { scope, ...wanted() })).secret);
    expect(secrets.size).toBe(5);
  });

  it('leaves the secret in no table, nor its random part, nor in the log', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const { secret } = await createApiKey(ctx, { scope, ...wanted() });
    const [tables] = await ctx.db.raw<readonly [{ t: string; c: string }[], unknown]>(
      "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE() AND data_type IN ('char', 'varchar', 'text', 'mediumtext', 'longtext')",
    );
    expect(tables.length).toBeGreaterThan(100);
    const random = secret.slice('dw_live_'.length, -6);
    for (const { t, c } of tables) {
      const rows: unknown[] = await ctx
        .db(t)
        .where(c, 'like', `%${random.slice(0, 12)}%`)
        .orWhere(c, 'like', `%${random.slice(-12)}%`)
        .limit(1);
      expect(rows).toEqual([]);
    }
    expect(await everythingOf(ctx, organizationId)).not.toContain(random.slice(8, 20));
    const hashes: { secret_hash: string }[] = await ctx.db('api_key_hashes').where({ organization_id: organizationId });
    expect(hashes.map(({ secret_hash }) => secret_hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('can be made for another member', async () => {
    const { scope } = await anOrganization(ctx);
    const member = await aMember(scope, ['field_technician']);
    const { key } = await createApiKey(ctx, { scope, ...wanted(), member, roles: ['field_technician'] });
    expect(key.member).toBe(member);
  });
});

describe('createApiKey refuses, and leaves nothing', () => {
  it('a role or a scope that the caller lacks', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const before = await everythingOf(ctx, organizationId);
    const administrator = { ...scope, roles: ['system_manager'] as const };
    await expect(createApiKey(ctx, { scope: administrator, ...wanted() })).rejects.toMatchObject({
      code: 'forbidden',
      details: { fields: [{ pointer: '/roles' }] },
    });
    const narrow = { scope, ...wanted(), heldScopes: ['keys:write'] as const };
    await expect(createApiKey(ctx, narrow)).rejects.toMatchObject({
      code: 'forbidden',
      details: { fields: [{ pointer: '/scopes' }] },
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each([
    ['roles that the member lacks', { roles: ['hr_manager'], member: 'MEM-00002' }, 'forbidden'],
    ['a member that is not there', { member: 'MEM-00099' }, 'not_found'],
    ['an end that is now', { expiresAt: NOW }, 'invalid'],
    ['an end that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'invalid'],
    ['no title', { title: ' ' }, 'invalid'],
  ] as const)('%s', async (_what, over, code) => {
    const { organizationId, scope } = await anOrganization(ctx);
    await aMember(scope, ['dispatch_manager']);
    const before = await everythingOf(ctx, organizationId);
    const { roles, ...rest } = { roles: undefined, ...over };
    const making = createApiKey(ctx, {
      scope,
      ...wanted(),
      ...rest,
      ...(roles === undefined ? {} : { roles: [...roles] }),
    });
    await expect(making).rejects.toMatchObject({ name: 'Fault', code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a caller without the right', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const before = await everythingOf(ctx, organizationId);
    const manager = { ...scope, roles: ['dispatch_manager', 'hr_manager', 'accounts_manager'] as const };
    await expect(createApiKey(ctx, { scope: manager, ...wanted() })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a member of another organization', async () => {
    const { scope } = await anOrganization(ctx);
    const other = await anOrganization(ctx);
    const member = await aMember(other.scope, ['dispatch_manager']);
    await expect(createApiKey(ctx, { scope, ...wanted(), member })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('revokeApiKey', () => {
  it('ends a key, says so in the log, and changes nothing the second time', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const { key } = await createApiKey(ctx, { scope, ...wanted() });
    expect(await revokeApiKey(ctx, { scope, name: key.name })).toMatchObject({ status: 'revoked', version: 2 });
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({
      doctype: 'api_key',
      operation: 'update',
      changes: { status: ['active', 'revoked'] },
    });
    const before = await everythingOf(ctx, organizationId);
    expect(await revokeApiKey(ctx, { scope, name: key.name })).toMatchObject({ status: 'revoked', version: 2 });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each([
    ['an unknown key', { name: 'KEY-00099' }, 'not_found'],
    ['a caller without the right', { roles: ['dispatch_manager'] }, 'forbidden'],
    ['another organization', { organizationId: 'org_other' }, 'not_found'],
  ] as const)('refuses %s', async (_what, over, code) => {
    const { organizationId, scope } = await anOrganization(ctx);
    const { key } = await createApiKey(ctx, { scope, ...wanted() });
    const before = await everythingOf(ctx, organizationId);
    const { name, ...rest } = { name: key.name, ...over };
    await expect(revokeApiKey(ctx, { scope: { ...scope, ...rest }, name })).rejects.toMatchObject({ code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });
});

/** Another member of the organization, with these roles. */
async function aMember(scope: Scope, roles: ('dispatch_manager' | 'field_technician')[]): Promise<string> {
  const user = `user_${scope.organizationId}_2`;
  return withTx(ctx, scope, async (tx) => {
    await tx.ensureGlobalRow(
      'users',
      { id: user },
      { email: `${user}@example.com`, full_name: 'Sam Okafor', status: 'active', created_at: '2026-11-25 00:00:00' },
    );
    const values = { user, full_name: 'Sam Okafor', roles: roles.map((role) => ({ role })) };
    return (await createDocument(tx, organizationMember, { values })).name;
  });
}
