import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS step_effects (
      organization_id VARCHAR(64) NOT NULL,
      step_key VARCHAR(255) NOT NULL,
      effect VARCHAR(64) NOT NULL,
      state VARCHAR(10) NOT NULL CHECK (state IN ('done', 'undone')),
      result JSON NOT NULL,
      changed_at DATETIME(3) NOT NULL,
      PRIMARY KEY (organization_id, step_key, effect),
      CONSTRAINT fk_step_effects_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS step_effects');
}
