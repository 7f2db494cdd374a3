import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS timesheets (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      employee VARCHAR(140) NOT NULL,
      employee_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      dispatch_job VARCHAR(140),
      dartwing_key VARCHAR(255),
      total_hours DECIMAL(18, 3) NOT NULL,
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_timesheets_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_timesheets_dartwing_key (organization_id, dartwing_key),
      KEY ix_timesheets_employee (organization_id, employee),
      KEY ix_timesheets_dispatch_job (organization_id, dispatch_job),
      CONSTRAINT fk_timesheets_employee FOREIGN KEY (organization_id, employee) REFERENCES employees (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_timesheets_dispatch_job FOREIGN KEY (organization_id, dispatch_job) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS timesheet_time_logs (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      activity_type VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      from_time DATETIME(3) NOT NULL,
      to_time DATETIME(3) NOT NULL,
      hours DECIMAL(18, 3) NOT NULL,
      project VARCHAR(140),
      is_billable BOOLEAN NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_timesheet_time_logs_parent FOREIGN KEY (organization_id, parent) REFERENCES timesheets (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_timesheet_time_logs_project FOREIGN KEY (organization_id, project) REFERENCES projects (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS timesheet_time_logs');
  await knex.raw('DROP TABLE IF EXISTS timesheets');
}
