import type { Knex } from 'knex';

const ROLES_BEFORE =
  "'system_manager', 'dartwing_user', 'dispatch_manager', 'field_technician', 'accounts_manager', 'hr_manager'";
const ROLES = `${ROLES_BEFORE}, 'inbox_manager', 'support_manager', 'sales_manager', 'employee'`;
const SCOPES_BEFORE = "'jobs:read', 'jobs:write', 'operations:read', 'operations:write', 'keys:write'";
const SCOPES =
  "'jobs:read', 'jobs:write', 'documents:read', 'documents:write', 'operations:read', 'operations:write', 'keys:write'";

async function allow(knex: Knex, { roles, scopes }: { roles: string; scopes: string }): Promise<void> {
  for (const table of ['organization_member_roles', 'api_key_roles'])
    await knex.raw(`ALTER TABLE ${table} MODIFY COLUMN role VARCHAR(40) NOT NULL CHECK (role IN (${roles}))`);
  await knex.raw(`ALTER TABLE api_key_scopes MODIFY COLUMN scope VARCHAR(40) NOT NULL CHECK (scope IN (${scopes}))`);
}

export const up = (knex: Knex): Promise<void> => allow(knex, { roles: ROLES, scopes: SCOPES });

export const down = (knex: Knex): Promise<void> => allow(knex, { roles: ROLES_BEFORE, scopes: SCOPES_BEFORE });
