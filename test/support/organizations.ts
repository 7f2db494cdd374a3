import { randomBytes } from 'node:crypto';

import type { Context } from '../../activities/context/context.ts';
import { createOrganization } from '../../activities/organizations/create-organization.ts';
import { createApiKey } from '../../activities/people/create-api-key.ts';
import { GIVEN_ROLES, SCOPES, type KeyScope } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';

export interface TestOrganization {
  organizationId: string;
  /** Its first member, with every role. */
  scope: Scope;
}

/** A new organization, named after the running test, so that suites share a database and what a failure left can be found. */
export async function anOrganization(
  ctx: Context,
  values: { currency?: string; time_zone?: string; default_tax_rate?: number } = {},
): Promise<TestOrganization> {
  const id = randomBytes(6).toString('hex');
  const organizationId = `org_${id}`;
  const title = (expect.getState().currentTestName ?? 'a test').slice(-140);
  const { member } = await createOrganization(ctx, {
    organizationId,
    values: { organization_name: title, currency: 'USD', time_zone: 'America/Chicago', ...values },
    owner: { userId: `user_${id}`, email: `${id}@example.com`, fullName: 'Dana Whitfield', roles: [...GIVEN_ROLES] },
  });
  return { organizationId, scope: { organizationId, actor: member.name, roles: GIVEN_ROLES } };
}

/** The secret of a new key of the organization; all roles and scopes unless told otherwise. */
export async function aKey(
  ctx: Context,
  { scope }: TestOrganization,
  {
    roles = [...GIVEN_ROLES],
    scopes = [...SCOPES],
    expiresAt = null,
  }: { roles?: (typeof GIVEN_ROLES)[number][]; scopes?: KeyScope[]; expiresAt?: string | null } = {},
): Promise<string> {
  const { secret } = await createApiKey(ctx, {
    scope,
    title: 'A test key',
    roles,
    scopes,
    heldScopes: SCOPES,
    expiresAt,
  });
  return secret;
}
