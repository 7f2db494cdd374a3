import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS organizations (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      organization_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      status VARCHAR(40) NOT NULL CHECK (status IN ('active', 'suspended')),
      currency VARCHAR(3) NOT NULL,
      time_zone VARCHAR(64) NOT NULL,
      default_tax_rate DECIMAL(18, 3) NOT NULL,
      payment_days VARCHAR(40) NOT NULL CHECK (payment_days IN ('0', '7', '14', '30', '60')),
      PRIMARY KEY (organization_id, name),
      UNIQUE KEY uq_organizations_organization_id (organization_id),
      CONSTRAINT organizations_are_named_by_their_id CHECK (name = organization_id)
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS organizations');
}
