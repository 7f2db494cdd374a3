import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS operation_decisions (
      organization_id VARCHAR(64) NOT NULL,
      operation_id VARCHAR(255) NOT NULL,
      id VARCHAR(64) NOT NULL,
      action VARCHAR(10) NOT NULL CHECK (action IN ('retry', 'skip', 'mark_done', 'compensate', 'cancel', 'resolve')),
      step_name VARCHAR(64),
      found VARCHAR(140),
      input JSON,
      note VARCHAR(1000) COLLATE utf8mb4_uca1400_ai_ci,
      state VARCHAR(10) NOT NULL CHECK (state IN ('asked', 'taken', 'refused')),
      refusal VARCHAR(1000),
      actor VARCHAR(140) NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      settled_at DATETIME(3),
      PRIMARY KEY (organization_id, operation_id, id),
      CONSTRAINT fk_operation_decisions_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS operation_decisions');
}
