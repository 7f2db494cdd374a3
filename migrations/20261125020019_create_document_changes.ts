import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS document_changes (
      organization_id VARCHAR(64) NOT NULL,
      seq BIGINT NOT NULL,
      doctype VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      operation VARCHAR(10) NOT NULL CHECK (operation IN ('create', 'update', 'delete', 'submit', 'cancel')),
      changes JSON NOT NULL,
      actor VARCHAR(140) NOT NULL,
      cause VARCHAR(255),
      at DATETIME(3) NOT NULL,
      PRIMARY KEY (organization_id, seq),
      KEY ix_document_changes_document (organization_id, doctype, name, seq),
      CONSTRAINT fk_document_changes_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS document_changes');
}
