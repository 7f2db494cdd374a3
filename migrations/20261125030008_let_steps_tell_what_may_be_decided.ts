import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE operation_steps ADD COLUMN IF NOT EXISTS allows JSON AFTER decisions');
  // What waits already is told by its run no more: every step may be tried again, every undo also left out or done by hand.
  await knex.raw(`
    UPDATE operation_steps AS step
      JOIN operations ON operations.organization_id = step.organization_id AND operations.id = step.operation_id
      SET step.allows = IF(step.status = 'compensation_failed', '["retry","skip","mark_done"]', '["retry"]')
      WHERE step.allows IS NULL
        AND (operations.status = 'parked' AND step.step_name = operations.failed_step
          OR operations.status = 'compensation_failed' AND step.status = 'compensation_failed')
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE operation_steps DROP COLUMN IF EXISTS allows');
}
