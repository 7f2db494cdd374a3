import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS idempotent_requests (
      organization_id VARCHAR(64) NOT NULL,
      id VARCHAR(64) NOT NULL,
      content VARCHAR(64) NOT NULL,
      token VARCHAR(64) NOT NULL,
      claimed_at DATETIME(3) NOT NULL,
      answer JSON,
      PRIMARY KEY (organization_id, id),
      KEY ix_idempotent_requests_claimed_at (organization_id, claimed_at),
      CONSTRAINT fk_idempotent_requests_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS idempotent_requests');
}
