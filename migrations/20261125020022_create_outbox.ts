import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS outbox (
      id BIGINT NOT NULL AUTO_INCREMENT,
      organization_id VARCHAR(64) NOT NULL,
      kind VARCHAR(64) NOT NULL,
      payload JSON NOT NULL,
      created_at DATETIME(3) NOT NULL,
      dispatched_at DATETIME(3),
      PRIMARY KEY (id),
      KEY ix_outbox_waiting (dispatched_at, id),
      CONSTRAINT fk_outbox_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS outbox');
}
