import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, identifier, rows, select, text } from '../documents/fields.ts';
import { GIVEN_ROLES } from '../permissions.ts';

/** A person in an organization: links to users point here, so that leaving one organization strands nothing in another. */
export const organizationMember = defineDocument('organization_member', {
  table: 'organization_members',
  series: 'MEM-.#####',
  fields: {
    user: identifier({ required: true, setOnce: true, maxLength: 64 }),
    full_name: text({ required: true, example: 'Dana Whitfield' }),
    status: select(['active', 'deactivated'], { default: 'active' }),
    is_default: check(),
    roles: rows({ role: select(GIVEN_ROLES, { required: true }) }, { maxRows: 20 }),
  },
  unique: ['user'],
  rights: { system_manager: ['read', 'write', 'create'], dartwing_user: ['read'] },
});
export type OrganizationMember = Doc<typeof organizationMember>;
