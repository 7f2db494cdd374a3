import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { checkDatabaseServer } from '../../stack/check-database-server.ts';
import { dumpSchema } from '../../stack/dump-schema.ts';
import { migrate } from '../../stack/migrate.ts';
import { testEnvironment } from '../support/context.ts';

const server = new URL(testEnvironment()['DATABASE_URL'] ?? '');

/** An empty database of its own: the others are migrated before any test runs. */
async function anEmptyDatabase(): Promise<string> {
  const name = `dartwing_test_${randomBytes(6).toString('hex')}`;
  const connection = await createConnection(server.href);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
  await connection.end();
  return new URL(`/${name}`, server).href;
}

describe('migrate', () => {
  it('runs every migration of an empty database in order, and none the second time', async () => {
    const database = await anEmptyDatabase();
    const ran = await migrate(database);
    expect(ran.length).toBeGreaterThan(0);
    expect(ran).toEqual(ran.toSorted());
    expect(await migrate(database)).toEqual([]);
  });

  it('lets a second run wait for the first instead of running beside it', async () => {
    const database = await anEmptyDatabase();
    const [first, second] = await Promise.all([migrate(database), migrate(database)]);
    expect([first.length, second.length].toSorted((a, b) => a - b)).toEqual([0, Math.max(first.length, second.length)]);
  });

  it('is not stopped by the lock that a killed run left behind', async () => {
    const database = await anEmptyDatabase();
    await migrate(database);
    const connection = await createConnection(database);
    await connection.query('UPDATE knex_migrations_lock SET is_locked = 1');
    await connection.end();
    await expect(migrate(database)).resolves.toEqual([]);
  });
});

describe('dumpSchema', () => {
  it('gives the same text for two databases, whatever rows they had', async () => {
    const [one, other] = [await anEmptyDatabase(), await anEmptyDatabase()];
    await migrate(one);
    await migrate(other);
    expect(await dumpSchema(one)).toBe(await dumpSchema(other));
    expect(await dumpSchema(one)).not.toMatch(/AUTO_INCREMENT=|knex_migrations/);
  });

  it('equals migrations/schema.sql, so that the file shows what the migrations make', async () => {
    const database = await anEmptyDatabase();
    await migrate(database);
    expect(await dumpSchema(database)).toBe(readFileSync('migrations/schema.sql', 'utf8'));
  });
});

describe('checkDatabaseServer', () => {
  it('takes the server of this run', async () => {
    const connection = await createConnection(server.href);
    await expect(checkDatabaseServer(connection)).resolves.toBeUndefined();
    await connection.end();
  });
});
