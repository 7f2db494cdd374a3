import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS delivery_notes (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      customer VARCHAR(140) NOT NULL,
      customer_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      address VARCHAR(140),
      project VARCHAR(140),
      dispatch_job VARCHAR(140),
      dartwing_key VARCHAR(255),
      posting_date DATE NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_delivery_notes_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_delivery_notes_dartwing_key (organization_id, dartwing_key),
      KEY ix_delivery_notes_customer_posting_date (organization_id, customer, posting_date),
      KEY ix_delivery_notes_dispatch_job (organization_id, dispatch_job),
      CONSTRAINT fk_delivery_notes_customer FOREIGN KEY (organization_id, customer) REFERENCES customers (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_delivery_notes_address FOREIGN KEY (organization_id, address) REFERENCES addresses (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_delivery_notes_project FOREIGN KEY (organization_id, project) REFERENCES projects (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_delivery_notes_dispatch_job FOREIGN KEY (organization_id, dispatch_job) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS delivery_note_items (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      item VARCHAR(140) NOT NULL,
      quantity DECIMAL(18, 3) NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_delivery_note_items_parent FOREIGN KEY (organization_id, parent) REFERENCES delivery_notes (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_delivery_note_items_item FOREIGN KEY (organization_id, item) REFERENCES items (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS delivery_note_items');
  await knex.raw('DROP TABLE IF EXISTS delivery_notes');
}
