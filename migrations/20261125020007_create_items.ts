import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS items (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      item_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      item_group VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      stock_uom VARCHAR(20) NOT NULL,
      is_stock_item BOOLEAN NOT NULL,
      standard_rate BIGINT,
      tax_rate DECIMAL(18, 3),
      disabled BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_items_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS items');
}
