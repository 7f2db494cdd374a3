import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS api_keys (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      title VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      member VARCHAR(140) NOT NULL,
      hint VARCHAR(20) NOT NULL,
      status VARCHAR(40) NOT NULL CHECK (status IN ('active', 'revoked')),
      expires_at DATETIME(3),
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_api_keys_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_api_keys_member FOREIGN KEY (organization_id, member) REFERENCES organization_members (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS api_key_scopes (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      scope VARCHAR(40) NOT NULL CHECK (scope IN ('jobs:read', 'jobs:write', 'operations:read', 'keys:write')),
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_api_key_scopes_parent FOREIGN KEY (organization_id, parent) REFERENCES api_keys (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS api_key_roles (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      role VARCHAR(40) NOT NULL CHECK (role IN ('system_manager', 'dartwing_user', 'dispatch_manager', 'field_technician', 'accounts_manager', 'hr_manager')),
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_api_key_roles_parent FOREIGN KEY (organization_id, parent) REFERENCES api_keys (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS api_key_roles');
  await knex.raw('DROP TABLE IF EXISTS api_key_scopes');
  await knex.raw('DROP TABLE IF EXISTS api_keys');
}
