import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS operations (
      organization_id VARCHAR(64) NOT NULL,
      id VARCHAR(255) NOT NULL,
      kind VARCHAR(64) NOT NULL,
      doctype VARCHAR(64) NOT NULL,
      document_name VARCHAR(140) NOT NULL,
      workflow_id VARCHAR(255) NOT NULL,
      run_id VARCHAR(36) NOT NULL,
      status VARCHAR(20) NOT NULL CHECK (status IN ('running', 'compensating', 'parked', 'completed', 'compensated', 'compensation_failed', 'cancelled', 'failed')),
      failed_step VARCHAR(64),
      error_code VARCHAR(40),
      error_message VARCHAR(1000),
      requested_by VARCHAR(140) NOT NULL,
      started_at DATETIME(3) NOT NULL,
      completed_at DATETIME(3),
      resolved_at DATETIME(3),
      resolved_by VARCHAR(140),
      resolution VARCHAR(1000) COLLATE utf8mb4_uca1400_ai_ci,
      PRIMARY KEY (organization_id, id),
      KEY ix_operations_document (organization_id, doctype, document_name, started_at),
      KEY ix_operations_status (organization_id, status, started_at),
      KEY ix_operations_kind (organization_id, kind, started_at),
      CONSTRAINT fk_operations_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS operation_steps (
      organization_id VARCHAR(64) NOT NULL,
      operation_id VARCHAR(255) NOT NULL,
      step_name VARCHAR(64) NOT NULL,
      step_key VARCHAR(255) NOT NULL,
      position INT,
      status VARCHAR(20) NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'compensated', 'compensation_failed', 'skipped', 'marked_done')),
      phase VARCHAR(4) NOT NULL CHECK (phase IN ('do', 'undo')),
      attempt INT NOT NULL,
      result JSON,
      error_code VARCHAR(40),
      error VARCHAR(1000),
      left_behind VARCHAR(1000),
      decisions JSON NOT NULL,
      started_at DATETIME(3) NOT NULL,
      completed_at DATETIME(3),
      PRIMARY KEY (organization_id, operation_id, step_name),
      UNIQUE KEY uq_operation_steps_step_key (organization_id, step_key),
      CONSTRAINT fk_operation_steps_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS operation_steps');
  await knex.raw('DROP TABLE IF EXISTS operations');
}
