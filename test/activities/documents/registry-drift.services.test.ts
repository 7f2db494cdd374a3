import { readFileSync } from 'node:fs';

import type { Knex } from 'knex';

import { connectDatabase } from '../../../activities/context/database/connect.ts';
import { dumpSchema } from '../../../stack/dump-schema.ts';
import { actualSchema } from '../../support/actual-schema.ts';
import { testContext } from '../../support/context.ts';
import { expectedSchema, type TableShape } from '../../support/expected-schema.ts';

const ctx = testContext();
const COMMITTED = 'migrations/schema.sql';
/** Tables that hold no documents: numbers, logs, marks, projections. All but users belong to organizations. */
const SYSTEM = [
  'api_key_hashes',
  'change_counters',
  'document_changes',
  'idempotent_requests',
  'naming_counters',
  'operation_decisions',
  'operation_steps',
  'operations',
  'outbox',
  'step_effects',
];
const GLOBAL = ['knex_migrations', 'knex_migrations_lock', 'users'];
const PARTS = ['columns', 'keys', 'foreignKeys', 'checks'] as const;

/** What the database has too little or too much, measured by the registry; one line each. */
async function driftOf(db: Knex): Promise<string[]> {
  const actual = await actualSchema(db);
  const expected = expectedSchema();
  const lines = [...expected].flatMap(([table, wanted]) => {
    const found = actual.get(table);
    return found === undefined
      ? [`${table} is missing`]
      : PARTS.flatMap((part) => compare(table, wanted[part], found[part]));
  });
  const known = [...expected.keys(), ...SYSTEM, ...GLOBAL];
  const unknown = [...actual.keys()]
    .filter((table) => !known.includes(table))
    .map((table) => `${table} is in no registry`);
  return [...lines, ...unknown, ...systemDrift(actual)];
}

const compare = (table: string, wanted: string[], found: string[]): string[] => [
  ...wanted.filter((line) => !found.includes(line)).map((line) => `${table} lacks ${line}`),
  ...found.filter((line) => !wanted.includes(line)).map((line) => `${table} has ${line}`),
];

function systemDrift(actual: Map<string, TableShape & { organization: boolean }>): string[] {
  return SYSTEM.flatMap((table) => {
    const { organization = false, foreignKeys = [], columns = [] } = actual.get(table) ?? {};
    const owned = foreignKeys.some((line) => line.startsWith('(organization_id') && line.endsWith('restrict restrict'));
    return [
      ...(organization ? [] : [`${table} belongs to no organization`]),
      ...(owned ? [] : [`${table} may outlive its organization`]),
      ...columns.filter((line) => line.startsWith('(table)')).map((line) => `${table} has ${line}`),
    ];
  });
}

describe('the migrated database', () => {
  it('has exactly what the registry says', async () => {
    expect(await driftOf(ctx.db)).toEqual([]);
  });

  it('looks at every field of the registry', () => {
    const expected = [...expectedSchema().values()];
    expect(expected.length).toBeGreaterThan(20);
    expect(expected.flatMap(({ columns }) => columns).length).toBeGreaterThan(250);
    expect(expected.flatMap(({ foreignKeys }) => foreignKeys).length).toBeGreaterThan(60);
  });

  it('is dumped as it is committed in migrations/schema.sql', async () => {
    expect(await dumpSchema(ctx.config.DATABASE_URL)).toBe(readFileSync(COMMITTED, 'utf8'));
  });
});

describe('a drift', () => {
  const url = new URL(ctx.config.DATABASE_URL);
  url.pathname += '_drift';
  let db: Knex;
  beforeAll(async () => {
    const name = url.pathname.slice(1);
    await ctx.db.raw('DROP DATABASE IF EXISTS ??', [name]);
    await ctx.db.raw('CREATE DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin', [name]);
    db = connectDatabase({ ...ctx.config, DATABASE_URL: url.href }, ctx.log);
    await db.transaction(async (connection) => {
      // The dump is in order of names, so a table may come before the one it points to.
      await connection.raw('SET SESSION foreign_key_checks = 0');
      for (const statement of readFileSync(COMMITTED, 'utf8')
        .split(/;\n/)
        .filter((text) => text.trim() !== ''))
        await connection.raw(statement);
      await connection.raw('SET SESSION foreign_key_checks = 1');
    });
    await db.raw('CREATE TABLE knex_migrations (id INT)');
  });
  afterAll(async () => {
    await db.raw('DROP DATABASE ??', [url.pathname.slice(1)]);
    await db.destroy();
  });

  it('is not seen where there is none', async () => {
    expect(await driftOf(db)).toEqual([]);
  });

  // Each planted, seen and taken back; `back` is what makes it whole again.
  it.each([
    [
      'a column too many',
      'ALTER TABLE customers ADD COLUMN colour VARCHAR(10)',
      'ALTER TABLE customers DROP COLUMN colour',
      /^customers has colour varchar\(10\) null/,
    ],
    [
      'a column too few',
      'ALTER TABLE contacts DROP COLUMN last_name',
      'ALTER TABLE contacts ADD COLUMN last_name VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci',
      /^contacts lacks last_name/,
    ],
    [
      'a column too short',
      'ALTER TABLE customers MODIFY tax_id VARCHAR(39)',
      'ALTER TABLE customers MODIFY tax_id VARCHAR(40)',
      /^customers has tax_id varchar\(39\)/,
    ],
    [
      'a column that may be null',
      'ALTER TABLE customers MODIFY disabled BOOLEAN NULL',
      'ALTER TABLE customers MODIFY disabled BOOLEAN NOT NULL',
      /^customers has disabled tinyint\(1\) null/,
    ],
    [
      'a code that is compared as words',
      'ALTER TABLE customers MODIFY phone VARCHAR(40) COLLATE utf8mb4_uca1400_ai_ci',
      'ALTER TABLE customers MODIFY phone VARCHAR(40)',
      /^customers has phone .*ai_ci/,
    ],
    [
      'words that are compared as a code',
      'ALTER TABLE customers MODIFY territory VARCHAR(140)',
      'ALTER TABLE customers MODIFY territory VARCHAR(140) COLLATE utf8mb4_uca1400_ai_ci',
      /^customers has territory .*nopad_bin/,
    ],
    [
      'an amount with a fraction',
      'ALTER TABLE items MODIFY standard_rate DECIMAL(18, 2)',
      'ALTER TABLE items MODIFY standard_rate BIGINT',
      /^items has standard_rate decimal/,
    ],
    [
      'a time without milliseconds',
      'ALTER TABLE dispatch_jobs MODIFY signed_at DATETIME',
      'ALTER TABLE dispatch_jobs MODIFY signed_at DATETIME(3)',
      /^dispatch_jobs has signed_at datetime null/,
    ],
    [
      'an index too few',
      'ALTER TABLE dispatch_jobs DROP INDEX ix_dispatch_jobs_geohash',
      'ALTER TABLE dispatch_jobs ADD INDEX ix_dispatch_jobs_geohash (organization_id, geohash)',
      /^dispatch_jobs lacks index \(organization_id,geohash\)/,
    ],
    [
      'an index too many',
      'ALTER TABLE items ADD INDEX ix_group (item_group)',
      'ALTER TABLE items DROP INDEX ix_group',
      /^items has index \(item_group\)/,
    ],
    [
      'a unique key too few',
      'ALTER TABLE timesheets DROP INDEX uq_timesheets_dartwing_key',
      'ALTER TABLE timesheets ADD UNIQUE KEY uq_timesheets_dartwing_key (organization_id, dartwing_key)',
      /^timesheets lacks unique/,
    ],
    [
      'a link without its key',
      'ALTER TABLE contacts DROP FOREIGN KEY fk_contacts_customer',
      'ALTER TABLE contacts ADD CONSTRAINT fk_contacts_customer FOREIGN KEY (organization_id, customer) REFERENCES customers (organization_id, name) ON DELETE RESTRICT ON UPDATE RESTRICT',
      /^contacts lacks \(organization_id,customer\) -> customers/,
    ],
    [
      'a state that a check does not know',
      "ALTER TABLE projects MODIFY status VARCHAR(40) NOT NULL CHECK (status IN ('open'))",
      "ALTER TABLE projects MODIFY status VARCHAR(40) NOT NULL CHECK (status IN ('open', 'completed', 'cancelled'))",
      /^projects lacks status in/,
    ],
    [
      'a table too few',
      'RENAME TABLE dispatch_job_parts_used TO elsewhere',
      'RENAME TABLE elsewhere TO dispatch_job_parts_used',
      /^dispatch_job_parts_used is missing/,
    ],
    [
      'a table too many',
      'CREATE TABLE leftovers (organization_id VARCHAR(64))',
      'DROP TABLE leftovers',
      /^leftovers is in no registry/,
    ],
    [
      'a table whose new columns would compare otherwise',
      'ALTER TABLE communications DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin',
      'ALTER TABLE communications DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_nopad_bin',
      /^communications has \(table\) InnoDB utf8mb4_bin/,
    ],
  ])('is reported: %s', async (_what, plant, back, reported) => {
    await db.raw(plant);
    const drift = await driftOf(db);
    await db.raw(back);
    expect(drift).toContainEqual(expect.stringMatching(reported));
    expect(await driftOf(db)).toEqual([]);
  });
});
