import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_jobs (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      customer VARCHAR(140) NOT NULL,
      customer_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      contact VARCHAR(140),
      address VARCHAR(140) NOT NULL,
      formatted_address VARCHAR(500) COLLATE utf8mb4_uca1400_ai_ci,
      latitude DECIMAL(18, 6),
      longitude DECIMAL(18, 6),
      geohash VARCHAR(12),
      job_type VARCHAR(140) NOT NULL,
      title VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      description TEXT COLLATE utf8mb4_uca1400_ai_ci,
      priority VARCHAR(40) NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
      estimated_duration INT,
      scheduled_date DATE NOT NULL,
      scheduled_start TIME,
      scheduled_end TIME,
      preferred_window VARCHAR(40) NOT NULL CHECK (preferred_window IN ('any', 'morning', 'afternoon', 'evening')),
      customer_notes VARCHAR(1000) COLLATE utf8mb4_uca1400_ai_ci,
      assigned_to VARCHAR(140),
      assigned_team VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      assignment_method VARCHAR(40) NOT NULL CHECK (assignment_method IN ('manual', 'auto_nearest', 'auto_workload', 'auto_skill', 'auto')),
      assigned_at DATETIME(3),
      assigned_by VARCHAR(140),
      status VARCHAR(40) NOT NULL CHECK (status IN ('draft', 'unassigned', 'assigned', 'en_route', 'arrived', 'in_progress', 'completed', 'cancelled')),
      status_updated_at DATETIME(3),
      completion_requested_at DATETIME(3),
      actual_arrival DATETIME(3),
      actual_departure DATETIME(3),
      actual_duration INT,
      technician_notes TEXT COLLATE utf8mb4_uca1400_ai_ci,
      customer_signature MEDIUMTEXT COLLATE utf8mb4_uca1400_ai_ci,
      signed_by_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci,
      signed_at DATETIME(3),
      customer_feedback TEXT COLLATE utf8mb4_uca1400_ai_ci,
      billable BOOLEAN NOT NULL,
      billing_status VARCHAR(40) NOT NULL CHECK (billing_status IN ('not_billed', 'partially_billed', 'billed')),
      sales_invoice VARCHAR(140),
      timesheet VARCHAR(140),
      delivery_note VARCHAR(140),
      project VARCHAR(140),
      sales_order VARCHAR(140),
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_dispatch_jobs_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      KEY ix_dispatch_jobs_status (organization_id, status),
      KEY ix_dispatch_jobs_scheduled_date (organization_id, scheduled_date),
      KEY ix_dispatch_jobs_assigned_to_scheduled_date_status (organization_id, assigned_to, scheduled_date, status),
      KEY ix_dispatch_jobs_customer (organization_id, customer),
      KEY ix_dispatch_jobs_geohash (organization_id, geohash),
      CONSTRAINT fk_dispatch_jobs_customer FOREIGN KEY (organization_id, customer) REFERENCES customers (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_contact FOREIGN KEY (organization_id, contact) REFERENCES contacts (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_address FOREIGN KEY (organization_id, address) REFERENCES addresses (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_job_type FOREIGN KEY (organization_id, job_type) REFERENCES dispatch_job_types (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_assigned_to FOREIGN KEY (organization_id, assigned_to) REFERENCES employees (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_assigned_by FOREIGN KEY (organization_id, assigned_by) REFERENCES organization_members (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_jobs_project FOREIGN KEY (organization_id, project) REFERENCES projects (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_required_skills (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      skill VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      minimum_proficiency INT NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_required_skills_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_required_certifications (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      certification_type VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_required_certifications_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_required_equipment (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      equipment VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      quantity DECIMAL(18, 3) NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_required_equipment_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_completion_photos (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      file VARCHAR(500) NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_completion_photos_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_form_submissions (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      form_submission VARCHAR(140) NOT NULL,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_form_submissions_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_parts_used (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      item VARCHAR(140) NOT NULL,
      quantity DECIMAL(18, 3) NOT NULL,
      rate BIGINT,
      billable BOOLEAN NOT NULL,
      source VARCHAR(40) NOT NULL CHECK (source IN ('van', 'stock', 'purchase')),
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_parts_used_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_job_parts_used_item FOREIGN KEY (organization_id, item) REFERENCES items (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS dispatch_job_assignments (
      organization_id VARCHAR(64) NOT NULL,
      parent VARCHAR(140) NOT NULL,
      position INT NOT NULL,
      employee VARCHAR(140) NOT NULL,
      assigned_at DATETIME(3) NOT NULL,
      assigned_by VARCHAR(140),
      reason VARCHAR(500) COLLATE utf8mb4_uca1400_ai_ci,
      status VARCHAR(40) NOT NULL CHECK (status IN ('assigned', 'declined', 'reassigned', 'completed')),
      notes VARCHAR(1000) COLLATE utf8mb4_uca1400_ai_ci,
      PRIMARY KEY (organization_id, parent, position),
      CONSTRAINT fk_dispatch_job_assignments_parent FOREIGN KEY (organization_id, parent) REFERENCES dispatch_jobs (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_job_assignments_employee FOREIGN KEY (organization_id, employee) REFERENCES employees (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT,
      CONSTRAINT fk_dispatch_job_assignments_assigned_by FOREIGN KEY (organization_id, assigned_by) REFERENCES organization_members (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_assignments');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_parts_used');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_form_submissions');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_completion_photos');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_required_equipment');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_required_certifications');
  await knex.raw('DROP TABLE IF EXISTS dispatch_job_required_skills');
  await knex.raw('DROP TABLE IF EXISTS dispatch_jobs');
}
