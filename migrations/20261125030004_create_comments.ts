import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS comments (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      reference_doctype VARCHAR(64) NOT NULL,
      reference_name VARCHAR(140) NOT NULL,
      comment_type VARCHAR(40) NOT NULL CHECK (comment_type IN ('comment', 'operation')),
      content TEXT COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      operation VARCHAR(255),
      dartwing_key VARCHAR(300),
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_comments_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_comments_dartwing_key (organization_id, dartwing_key),
      KEY ix_comments_reference_doctype_reference_name (organization_id, reference_doctype, reference_name)
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS comments');
}
