import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE api_key_scopes
      MODIFY COLUMN scope VARCHAR(40) NOT NULL CHECK (scope IN ('jobs:read', 'jobs:write', 'operations:read', 'operations:write', 'keys:write'))
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE api_key_scopes
      MODIFY COLUMN scope VARCHAR(40) NOT NULL CHECK (scope IN ('jobs:read', 'jobs:write', 'operations:read', 'keys:write'))
  `);
}
