import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS users (
      id VARCHAR(64) NOT NULL,
      email VARCHAR(254) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      full_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      status VARCHAR(40) NOT NULL CHECK (status IN ('active', 'deactivated')),
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE KEY uq_users_email (email)
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS users');
}
