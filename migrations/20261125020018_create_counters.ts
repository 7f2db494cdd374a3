import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS naming_counters (
      organization_id VARCHAR(64) NOT NULL,
      prefix VARCHAR(100) NOT NULL,
      last_number BIGINT NOT NULL,
      PRIMARY KEY (organization_id, prefix),
      CONSTRAINT fk_naming_counters_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS change_counters (
      organization_id VARCHAR(64) NOT NULL,
      last_seq BIGINT NOT NULL,
      PRIMARY KEY (organization_id),
      CONSTRAINT fk_change_counters_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS change_counters');
  await knex.raw('DROP TABLE IF EXISTS naming_counters');
}
