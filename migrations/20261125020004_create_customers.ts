import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS customers (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      customer_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      customer_type VARCHAR(40) NOT NULL CHECK (customer_type IN ('company', 'individual', 'partnership')),
      customer_group VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      territory VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      tax_id VARCHAR(40),
      email VARCHAR(254) COLLATE utf8mb4_uca1400_ai_ci,
      phone VARCHAR(40),
      disabled BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_customers_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      KEY ix_customers_customer_name (organization_id, customer_name)
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS customers');
}
