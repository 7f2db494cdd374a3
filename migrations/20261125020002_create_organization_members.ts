import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS organization_members (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      user VARCHAR(64) NOT NULL,
      full_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      status VARCHAR(40) NOT NULL CHECK (status IN ('active', 'deactivated')),
      is_default BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_organization_members_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_organization_members_user (organization_id, user),
      CONSTRAINT fk_organization_members_user FOREIGN KEY (user) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS organization_member_roles (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      role VARCHAR(40) NOT NULL CHECK (role IN ('system_manager', 'dartwing_user', 'dispatch_manager', 'field_technician', 'accounts_manager', 'hr_manager')),
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_organization_member_roles_parent FOREIGN KEY (organization_id, parent) REFERENCES organization_members (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS organization_member_roles');
  await knex.raw('DROP TABLE IF EXISTS organization_members');
}
