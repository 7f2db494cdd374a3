import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS accounts (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      account_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      root_type VARCHAR(40) NOT NULL CHECK (root_type IN ('income', 'expense', 'asset', 'liability', 'equity')),
      disabled BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_accounts_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw('ALTER TABLE items ADD COLUMN IF NOT EXISTS income_account VARCHAR(140) AFTER tax_rate');
  await knex.raw(`
    ALTER TABLE items
      ADD CONSTRAINT fk_items_income_account FOREIGN KEY IF NOT EXISTS (organization_id, income_account)
      REFERENCES accounts (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE items DROP FOREIGN KEY IF EXISTS fk_items_income_account');
  await knex.raw('ALTER TABLE items DROP KEY IF EXISTS fk_items_income_account');
  await knex.raw('ALTER TABLE items DROP COLUMN IF EXISTS income_account');
  await knex.raw('DROP TABLE IF EXISTS accounts');
}
