import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE operations
      ADD COLUMN IF NOT EXISTS pivot_step VARCHAR(64) AFTER status,
      ADD COLUMN IF NOT EXISTS changed_at DATETIME(3) AFTER started_at,
      ADD KEY IF NOT EXISTS ix_operations_started (organization_id, started_at)
  `);
  await knex.raw('UPDATE operations SET changed_at = COALESCE(completed_at, started_at) WHERE changed_at IS NULL');
  await knex.raw('ALTER TABLE operations MODIFY COLUMN changed_at DATETIME(3) NOT NULL');
  await knex.raw(`
    ALTER TABLE operation_steps
      MODIFY COLUMN status VARCHAR(20) NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'unknown', 'compensated', 'compensation_failed', 'skipped', 'marked_done'))
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE operation_steps
      MODIFY COLUMN status VARCHAR(20) NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'compensated', 'compensation_failed', 'skipped', 'marked_done'))
  `);
  await knex.raw(
    'ALTER TABLE operations DROP KEY ix_operations_started, DROP COLUMN changed_at, DROP COLUMN pivot_step',
  );
}
