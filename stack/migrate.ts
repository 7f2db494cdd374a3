import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { checkDatabaseServer } from './check-database-server.ts';
import { runAsScript } from './run-as-script.ts';
import { StackError } from './stack-error.ts';
import { isRecord } from './state/read-json.ts';

const LOCK_WAIT_SECONDS = 600;

type Step = (db: Knex) => Promise<void>;
type Migration = { up: Step; down: Step };

const MigrateResult = z.tuple([z.int(), z.array(z.string())]);

// The folder holds schema.sql too. Relative imports, because a file URL or an absolute path breaks in one of
// the two places this runs: Node itself and Jest's CommonJS.
const migrations: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    (await readdir(join(import.meta.dirname, '../migrations'))).filter((file) => /^\d+_\w+\.ts$/.test(file)).sort(),
  getMigrationName: (file) => file,
  getMigration: async (file) => {
    const module: unknown = await import(`../migrations/${file}`);
    if (isMigration(module)) return module;
    throw new StackError('failed', `migrations/${file} does not export up and down. Add what is missing.`);
  },
};

function isMigration(module: unknown): module is Migration {
  return isRecord(module) && typeof module['up'] === 'function' && typeof module['down'] === 'function';
}

/**
 * Runs the migrations that the database lacks, and returns their names. Two at once do not hurt each other:
 * the second waits. A migration that was killed midway is run again from its start.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const lock = await createConnection(databaseUrl);
  try {
    await checkDatabaseServer(lock);
    // The server's limit of 30 s would end the wait for the lock.
    await lock.query('SET SESSION max_statement_time = 0');
    await takeLock(lock);
    return await runMissing(databaseUrl);
  } finally {
    // Closing the connection frees the lock, also after kill -9.
    lock.destroy();
  }
}

async function takeLock(connection: Connection): Promise<void> {
  // Lock names are the server's, not the database's, and at most 64 characters long.
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT GET_LOCK(CONCAT('dartwing:migrate:', MD5(DATABASE())), ?) AS taken",
    [LOCK_WAIT_SECONDS],
  );
  if (rows[0]?.['taken'] !== 1) {
    throw new StackError(
      'failed',
      'Another migration holds the database for more than 10 minutes. End it and run this again.',
    );
  }
}

async function runMissing(databaseUrl: string): Promise<string[]> {
  const db = knex({
    client: 'mysql2',
    connection: databaseUrl,
    pool: {
      min: 0,
      max: 2,
      afterCreate: (
        connection: { query: (sql: string, done: (error: unknown) => void) => void },
        done: (error: unknown, connection: unknown) => void,
      ) =>
        connection.query('SET SESSION max_statement_time = 0, idle_transaction_timeout = 0', (error) =>
          done(error, connection),
        ),
    },
    // MariaDB commits at each DDL statement, so a transaction would only roll back the note that a step ran.
    migrations: { migrationSource: migrations, disableTransactions: true },
  });
  try {
    // We hold the server's lock, so knex's own can only be a leftover of a killed run.
    await db.migrate.forceFreeMigrationsLock();
    const [, ran] = MigrateResult.parse(await db.migrate.latest());
    return ran;
  } finally {
    await db.destroy();
  }
}

async function main(): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') {
    throw new StackError(
      'usage',
      'Set DATABASE_URL to the database to migrate (node --env-file=.dartwing/environment stack/migrate.ts).',
    );
  }
  const ran = await migrate(databaseUrl);
  for (const name of ran) process.stdout.write(`${name}\n`);
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Ran ${ran.length} migrations.\n`);
}

if (import.meta.main) void runAsScript(main);
