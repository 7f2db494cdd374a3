import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE dispatch_jobs
      ADD CONSTRAINT fk_dispatch_jobs_sales_invoice FOREIGN KEY IF NOT EXISTS (organization_id, sales_invoice)
      REFERENCES sales_invoices (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
  `);
  await knex.raw(`
    ALTER TABLE dispatch_jobs
      ADD CONSTRAINT fk_dispatch_jobs_timesheet FOREIGN KEY IF NOT EXISTS (organization_id, timesheet)
      REFERENCES timesheets (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
  `);
  await knex.raw(`
    ALTER TABLE dispatch_jobs
      ADD CONSTRAINT fk_dispatch_jobs_delivery_note FOREIGN KEY IF NOT EXISTS (organization_id, delivery_note)
      REFERENCES delivery_notes (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE dispatch_jobs DROP FOREIGN KEY IF EXISTS fk_dispatch_jobs_sales_invoice');
  await knex.raw('ALTER TABLE dispatch_jobs DROP FOREIGN KEY IF EXISTS fk_dispatch_jobs_timesheet');
  await knex.raw('ALTER TABLE dispatch_jobs DROP FOREIGN KEY IF EXISTS fk_dispatch_jobs_delivery_note');
}
