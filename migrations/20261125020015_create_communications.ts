import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS communications (
      organization_id VARCHAR(64) NOT NULL,
      name VARCHAR(140) NOT NULL,
      version INT NOT NULL,
      docstatus VARCHAR(10) NOT NULL CHECK (docstatus IN ('draft', 'submitted', 'cancelled')),
      created_at DATETIME(3) NOT NULL,
      created_by VARCHAR(140) NOT NULL,
      modified_at DATETIME(3) NOT NULL,
      modified_by VARCHAR(140) NOT NULL,
      customer VARCHAR(140),
      subject VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
      content TEXT COLLATE utf8mb4_uca1400_ai_ci,
      communication_medium VARCHAR(40) NOT NULL CHECK (communication_medium IN ('activity', 'email', 'sms', 'phone', 'chat', 'other')),
      sent_or_received VARCHAR(40) NOT NULL CHECK (sent_or_received IN ('sent', 'received')),
      communication_date DATETIME(3) NOT NULL,
      reference_doctype VARCHAR(64),
      reference_name VARCHAR(140),
      dartwing_key VARCHAR(255),
      PRIMARY KEY (organization_id, name),
      CONSTRAINT fk_communications_organization FOREIGN KEY (organization_id) REFERENCES organizations (organization_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
      UNIQUE KEY uq_communications_dartwing_key (organization_id, dartwing_key),
      KEY ix_communications_customer_communication_date (organization_id, customer, communication_date),
      KEY ix_communications_reference_doctype_reference_name (organization_id, reference_doctype, reference_name),
      CONSTRAINT fk_communications_customer FOREIGN KEY (organization_id, customer) REFERENCES customers (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT
    ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS communications');
}
