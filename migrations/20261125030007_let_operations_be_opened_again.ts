import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    'ALTER TABLE operations ADD COLUMN IF NOT EXISTS untold BOOLEAN NOT NULL DEFAULT FALSE AFTER completed_at',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE operations DROP COLUMN IF EXISTS untold');
}
