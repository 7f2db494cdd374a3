import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS api_key_hashes (
      secret_hash CHAR(64) NOT NULL,
      organization_id VARCHAR(64) NOT NULL,
      api_key VARCHAR(140) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (secret_hash),
      UNIQUE KEY uq_api_key_hashes_api_key (organization_id, api_key),
      CONSTRAINT fk_api_key_hashes_api_key FOREIGN KEY (organization_id, api_key) REFERENCES api_keys (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS api_key_hashes');
}
