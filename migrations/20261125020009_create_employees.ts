import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS employees (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      employee_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      member VARCHAR(140),
      status VARCHAR(40) NOT NULL CHECK (status IN ('active', 'inactive', 'left')),
      designation VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      date_of_joining DATE,
      dispatch_enabled BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_employees_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_employees_member (organization_id, member),
      KEY ix_employees_status (organization_id, status),
      CONSTRAINT fk_employees_member FOREIGN KEY (organization_id, member) REFERENCES organization_members (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS employees');
}
