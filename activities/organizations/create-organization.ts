import { organization as organizationDefinition, type Organization } from '../../domain/organizations/organization.ts';
import { organizationMember, type OrganizationMember } from '../../domain/organizations/organization-member.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import type { Role } from '../../domain/permissions.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { createDocument } from '../documents/create-document.ts';
import { saveUser } from './user-rows.ts';

interface CreateOrganizationInput {
  organizationId: string;
  values: Values<typeof organizationDefinition>;
  /** The first member, who may invite the others. */
  owner: { userId: string; email: string; fullName: string; roles: Exclude<Role, 'operation'>[] };
}

/** Creates a company with its first member, at once. Throws `conflict` when the id is taken. */
export function createOrganization(
  ctx: Context,
  { organizationId, values, owner }: CreateOrganizationInput,
): Promise<{ organization: Organization; member: OrganizationMember }> {
  return withTx(ctx, operationScope(organizationId, 'create-organization'), async (tx) => {
    const organization = await createDocument(tx, organizationDefinition, { values, name: organizationId });
    await saveUser(tx, owner);
    const member = await createDocument(tx, organizationMember, {
      values: {
        user: owner.userId,
        full_name: owner.fullName,
        is_default: true,
        roles: owner.roles.map((role) => ({ role })),
      },
    });
    return { organization, member };
  });
}
