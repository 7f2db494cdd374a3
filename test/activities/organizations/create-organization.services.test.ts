import { randomBytes } from 'node:crypto';

import { createOrganization } from '../../../activities/organizations/create-organization.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { organization as organizationDefinition } from '../../../domain/organizations/organization.ts';
import { organizationMember } from '../../../domain/organizations/organization-member.ts';
import { everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';

const ctx = testContext();
const unique = () => randomBytes(6).toString('hex');
const VALUES = { organization_name: 'Northwind Air', currency: 'USD', time_zone: 'America/Chicago' };
const ownerOf = (id: string) => ({
  userId: `user_${id}`,
  email: `${id}@example.com`,
  fullName: 'Dana Whitfield',
  roles: ['system_manager' as const],
});

describe('createOrganization', () => {
  it('makes the company and its first member', async () => {
    const id = unique();
    const organizationId = `org_${id}`;
    const { organization, member } = await createOrganization(ctx, {
      organizationId,
      values: VALUES,
      owner: ownerOf(id),
    });
    expect(organization).toMatchObject({
      ...VALUES,
      organization_id: organizationId,
      name: organizationId,
      status: 'active',
      default_tax_rate: 0,
      payment_days: '30',
    });
    expect(member).toMatchObject({
      name: 'MEM-00001',
      user: `user_${id}`,
      full_name: 'Dana Whitfield',
      is_default: true,
      roles: [{ role: 'system_manager' }],
    });
    const scope = { organizationId, actor: member.name, roles: ['system_manager'] as const };
    expect(await getDocument(ctx, { scope, definition: organizationDefinition, name: organizationId })).toEqual(
      organization,
    );
    expect(await getDocument(ctx, { scope, definition: organizationMember, name: member.name })).toEqual(member);
  });

  it('lets one person be in several organizations, known once', async () => {
    const id = unique();
    const owner = ownerOf(id);
    await createOrganization(ctx, { organizationId: `org_${id}`, values: VALUES, owner });
    const renamed = { ...owner, fullName: 'D. Whitfield', email: 'other@example.com' };
    const { member } = await createOrganization(ctx, { organizationId: `org_${id}_2`, values: VALUES, owner: renamed });
    expect(member.user).toBe(owner.userId);
    const users: unknown[] = await ctx.db('users').where({ id: owner.userId }).select('email', 'full_name');
    expect(users).toEqual([{ email: owner.email, full_name: 'Dana Whitfield' }]);
  });

  it('refuses an id that is taken, and leaves the first as it was', async () => {
    const id = unique();
    const organizationId = `org_${id}`;
    await createOrganization(ctx, { organizationId, values: VALUES, owner: ownerOf(id) });
    const before = await everythingOf(ctx, organizationId);
    const again = createOrganization(ctx, {
      organizationId,
      values: { ...VALUES, currency: 'EUR' },
      owner: ownerOf(unique()),
    });
    await expect(again).rejects.toMatchObject({ name: 'Fault', code: 'conflict' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('tells ids apart that differ in case', async () => {
    const id = unique();
    for (const organizationId of [`org_a${id}`, `org_A${id}`]) {
      const { organization } = await createOrganization(ctx, {
        organizationId,
        values: VALUES,
        owner: ownerOf(unique()),
      });
      expect(organization.name).toBe(organizationId);
    }
  });

  it.each([
    ['a currency that there is not', { currency: 'ABC' }],
    ['a time zone that there is not', { time_zone: 'America/Springfield' }],
    ['a tax over everything', { default_tax_rate: 100.5 }],
    ['no name', { organization_name: '' }],
  ])('refuses %s, and leaves neither company nor person', async (_what, over) => {
    const id = unique();
    const organizationId = `org_${id}`;
    const creating = createOrganization(ctx, { organizationId, values: { ...VALUES, ...over }, owner: ownerOf(id) });
    await expect(creating).rejects.toMatchObject({ name: 'Fault', code: 'invalid' });
    expect(await everythingOf(ctx, organizationId)).toBe(await everythingOf(ctx, `org_${unique()}`));
    expect(await ctx.db('users').where({ id: `user_${id}` })).toEqual([]);
  });
});
