import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_types (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      job_type_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      description TEXT COLLATE utf8mb4_uca1400_ai_ci,
      estimated_duration INT,
      billing_item VARCHAR(140),
      rate BIGINT,
      billable BOOLEAN NOT NULL,
      disabled BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_dispatch_job_types_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_dispatch_job_types_job_type_name (organization_id, job_type_name),
      CONSTRAINT fk_dispatch_job_types_billing_item FOREIGN KEY (organization_id, billing_item) REFERENCES items (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_types');
}
