import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE document_changes
      MODIFY COLUMN operation VARCHAR(10) NOT NULL CHECK (operation IN ('create', 'update', 'delete', 'submit', 'cancel', 'note'))
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE document_changes
      MODIFY COLUMN operation VARCHAR(10) NOT NULL CHECK (operation IN ('create', 'update', 'delete', 'submit', 'cancel'))
  `);
}
