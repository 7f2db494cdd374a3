import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { runAsScript } from './run-as-script.ts';
import { StackError } from './stack-error.ts';

const SCHEMA_FILE = join(import.meta.dirname, '../migrations/schema.sql');

/** The CREATE statements of all tables in order of their names. The same tables give the same text on every machine. */
export async function dumpSchema(databaseUrl: string): Promise<string> {
  const connection = await createConnection(databaseUrl);
  try {
    const tables = await listTables(connection);
    const statements: string[] = [];
    for (const table of tables) statements.push(await showCreateTable(connection, table));
    return statements.map((statement) => `${statement};\n`).join('\n');
  } finally {
    await connection.end();
  }
}

async function listTables(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  );
  return rows
    .map((row) => String(row['name']))
    .filter((name) => !name.startsWith('knex_migrations'))
    .sort();
}

async function showCreateTable(connection: Connection, table: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>('SHOW CREATE TABLE ??', [table]);
  // The counter depends on the rows that were ever there.
  return String(rows[0]?.['Create Table']).replace(/ AUTO_INCREMENT=\d+/, '');
}

async function main(): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') {
    throw new StackError(
      'usage',
      'Set DATABASE_URL to a migrated database (node --env-file=.dartwing/environment stack/dump-schema.ts).',
    );
  }
  const schema = await dumpSchema(databaseUrl);
  if (!process.argv.includes('--check')) return writeFileSync(SCHEMA_FILE, schema);
  if (readCommitted() !== schema) {
    throw new StackError(
      'failed',
      'migrations/schema.sql does not show what the migrations make. Run npm run db:dump and commit it.',
    );
  }
}

function readCommitted(): string | undefined {
  try {
    return readFileSync(SCHEMA_FILE, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) void runAsScript(main);
