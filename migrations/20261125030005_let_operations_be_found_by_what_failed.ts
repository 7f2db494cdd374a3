import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE operations
      ADD KEY IF NOT EXISTS ix_operations_state (organization_id, resolved_at, status, started_at),
      ADD KEY IF NOT EXISTS ix_operations_failed_step (organization_id, failed_step, started_at),
      ADD KEY IF NOT EXISTS ix_operations_error_code (organization_id, error_code, started_at),
      ADD KEY IF NOT EXISTS ix_operations_open (organization_id, completed_at, changed_at),
      DROP KEY IF EXISTS ix_operations_status
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE operations
      ADD KEY IF NOT EXISTS ix_operations_status (organization_id, status, started_at),
      DROP KEY IF EXISTS ix_operations_open,
      DROP KEY IF EXISTS ix_operations_error_code,
      DROP KEY IF EXISTS ix_operations_failed_step,
      DROP KEY IF EXISTS ix_operations_state
  `);
}
