import { findCaller } from '../../../activities/people/find-caller.ts';
import { createApiKey } from '../../../activities/people/create-api-key.ts';
import { revokeApiKey } from '../../../activities/people/revoke-api-key.ts';
import { organization as organizationDefinition } from '../../../domain/organizations/organization.ts';
import { organizationMember } from '../../../domain/organizations/organization-member.ts';
import { secretChecksum } from '../../../domain/people/api-key-secret.ts';
import { GIVEN_ROLES, SCOPES } from '../../../domain/permissions.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { testContext } from '../../support/context.ts';
import { update } from '../../support/documents.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

let now = Date.parse('2026-11-25T09:30:00.000Z');
const ctx = testContext({ now: () => new Date(now) });
const refused = (why: string) => ({ name: 'Fault', code: 'unauthenticated', message: expect.stringContaining(why) });

describe('findCaller', () => {
  it('knows the organization, the member and what the key may be used for', async () => {
    const organization = await anOrganization(ctx);
    const secret = await aKey(ctx, organization, {
      roles: ['dispatch_manager'],
      scopes: ['jobs:read', 'operations:read'],
    });
    await aKey(ctx, await anOrganization(ctx));
    expect(await findCaller(ctx, { secret })).toEqual({
      scope: {
        organizationId: organization.organizationId,
        actor: organization.scope.actor,
        roles: ['dispatch_manager'],
      },
      key: 'KEY-00001',
      scopes: ['jobs:read', 'operations:read'],
    });
  });

  it('gives all roles and scopes to a key that has all', async () => {
    const { scope, scopes } = await findCaller(ctx, { secret: await aKey(ctx, await anOrganization(ctx)) });
    expect([scope.roles, scopes]).toEqual([[...GIVEN_ROLES], [...SCOPES]]);
  });

  it('gives only roles that the member still has, from the next request on', async () => {
    const organization = await anOrganization(ctx);
    const { scope } = organization;
    const secret = await aKey(ctx, organization, { roles: ['dispatch_manager', 'accounts_manager'] });
    const change = (roles: ('system_manager' | 'accounts_manager' | 'hr_manager')[]) =>
      update(ctx, {
        scope,
        definition: organizationMember,
        name: scope.actor,
        changes: { roles: roles.map((role) => ({ role })) },
      });
    await change(['system_manager', 'accounts_manager', 'hr_manager']);
    expect((await findCaller(ctx, { secret })).scope.roles).toEqual(['accounts_manager']);
    await change(['system_manager']);
    expect((await findCaller(ctx, { secret })).scope.roles).toEqual([]);
  });

  it.each(['', 'dw_live_', 'x'.repeat(10_000), `dw_live_${'a'.repeat(46)}`, ...HOSTILE_TEXTS])(
    'refuses %j, which is no secret',
    async (secret) => {
      await expect(findCaller(ctx, { secret })).rejects.toMatchObject(refused('is not well formed'));
    },
  );

  it('tells a mistyped key from an unknown one, without a look into the database', async () => {
    const secret = await aKey(ctx, await anOrganization(ctx));
    const last = secret.at(-10) === 'a' ? 'b' : 'a';
    const mistyped = secret.slice(0, -10) + last + secret.slice(-9);
    const away = { ...ctx };
    Reflect.deleteProperty(away, 'db');
    await expect(findCaller(away, { secret: mistyped })).rejects.toMatchObject(refused('is not well formed'));
    const random = '0'.repeat(40);
    await expect(findCaller(ctx, { secret: `dw_live_${random}${secretChecksum(random)}` })).rejects.toMatchObject(
      refused('is not known'),
    );
    await expect(findCaller(ctx, { secret: secret.replace('live', 'test') })).rejects.toMatchObject(
      refused('is not known'),
    );
    await expect(findCaller(ctx, { secret: `${secret} ` })).rejects.toMatchObject(refused('is not well formed'));
  });

  it('repeats no part of the secret in its refusal', async () => {
    const random = 'Zz9'.repeat(13) + 'Q';
    const refusal = await findCaller(ctx, { secret: `dw_live_${random}${secretChecksum(random)}` }).catch(String);
    expect(refusal).not.toContain('Zz9');
  });

  it('refuses a revoked key at once', async () => {
    const organization = await anOrganization(ctx);
    const secret = await aKey(ctx, organization);
    await findCaller(ctx, { secret });
    await revokeApiKey(ctx, { scope: organization.scope, name: 'KEY-00001' });
    await expect(findCaller(ctx, { secret })).rejects.toMatchObject(refused('is revoked'));
  });

  it('refuses a key from the instant of its end on', async () => {
    const organization = await anOrganization(ctx);
    const secret = await aKey(ctx, organization, { expiresAt: new Date(now + 1_000).toISOString() });
    now += 999;
    await findCaller(ctx, { secret });
    now += 1;
    await expect(findCaller(ctx, { secret })).rejects.toMatchObject(refused('is expired'));
  });

  it('refuses the key of a member who was deactivated, and takes it again afterwards', async () => {
    const organization = await anOrganization(ctx);
    const { scope } = organization;
    const secret = await aKey(ctx, organization);
    const set = (status: 'active' | 'deactivated') =>
      update(ctx, { scope, definition: organizationMember, name: scope.actor, changes: { status } });
    await set('deactivated');
    await expect(findCaller(ctx, { secret })).rejects.toMatchObject(refused('not active'));
    await set('active');
    expect((await findCaller(ctx, { secret })).scope.actor).toBe(scope.actor);
  });

  it('refuses the keys of an organization that is suspended, and of no other', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const secret = await aKey(ctx, organization);
    const other = await aKey(ctx, await anOrganization(ctx));
    await update(ctx, {
      scope,
      definition: organizationDefinition,
      name: organizationId,
      changes: { status: 'suspended' },
    });
    await expect(findCaller(ctx, { secret })).rejects.toMatchObject(refused('not active'));
    expect((await findCaller(ctx, { secret: other })).key).toBe('KEY-00001');
  });

  it('knows each of several keys of one member', async () => {
    const { scope } = await anOrganization(ctx);
    const secrets: string[] = [];
    for (const title of ['One', 'Two', 'Three'])
      secrets.push(
        (await createApiKey(ctx, { scope, title, roles: [], scopes: [], heldScopes: [], expiresAt: null })).secret,
      );
    const callers = await Promise.all(secrets.map((secret) => findCaller(ctx, { secret })));
    expect(callers.map(({ key }) => key)).toEqual(['KEY-00001', 'KEY-00002', 'KEY-00003']);
  });
});
