import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { createConnection } from 'mysql2/promise';

const NEEDED = ['DATABASE_URL', 'REDIS_URL', 'TEMPORAL_ADDRESS'];

/** One migrated database per Jest worker. The services are those of the environment: `./dartwing test` starts them. */
export default async function setUp(globalConfig: { maxWorkers: number }): Promise<void> {
  const missing = NEEDED.filter((key) => process.env[key] === undefined);
  if (missing.length > 0)
    throw new Error(`These tests need services. Run ./dartwing test, or set ${missing.join(', ')}.`);
  const server = new URL(process.env['DATABASE_URL'] ?? '');
  for (let worker = 1; worker <= globalConfig.maxWorkers; worker += 1) {
    const database = `dartwing_test_${String(worker)}`;
    const connection = await createConnection({ uri: server.href, database: '' });
    await connection.query(`DROP DATABASE IF EXISTS ${database}`);
    await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
    await connection.end();
    const env = { ...process.env, DATABASE_URL: new URL(`/${database}`, server).href };
    // As a program, as people run it: Jest's own way of loading TypeScript differs from Node's.
    await promisify(execFile)(process.execPath, ['stack/migrate.ts'], { env });
  }
}
