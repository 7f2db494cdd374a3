import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { fetchServers } from '../../stack/fetch/fetch-servers.ts';
import { MARK } from '../../stack/processes/find-marked-processes.ts';
import { startProcess } from '../../stack/processes/start-process.ts';
import { createMariadbData, databaseUrl, mariadbService } from '../../stack/services/mariadb.ts';
import { probeService } from '../../stack/services/probe-service.ts';
import { redisService, redisUrl } from '../../stack/services/redis.ts';
import type { Service } from '../../stack/services/service.ts';
import { temporalService } from '../../stack/services/temporal.ts';
import { stackPaths } from '../../stack/stack-paths.ts';
import { freePort } from './worker-process.ts';

const PASSWORD = 'only-for-a-test';

/** MariaDB, migrated, Redis and Temporal of a test's own, which keep their data when they are ended and started again. */
export async function ownServers() {
  const folder = mkdtempSync(join(tmpdir(), 'own-servers-'));
  const programs = await fetchServers(stackPaths(process.cwd()), { databaseUrl: undefined, redisUrl: undefined });
  if (programs.mariadb === undefined || programs.redis === undefined) throw new Error('A server is missing');
  const own = { folder, password: PASSWORD, throwaway: false };
  const mariadb = { ...own, programs: programs.mariadb, port: await freePort() };
  const redis = { ...own, programs: programs.redis, port: await freePort() };
  const cli = process.env['TEMPORAL_CLI_PATH'] ?? 'temporal';
  const temporal = { folder, cli, port: await freePort(), uiPort: await freePort() };
  await createMariadbData(mariadb);
  const services = [mariadbService(mariadb), redisService(redis), temporalService(temporal)];
  const environment = {
    DATABASE_URL: databaseUrl(mariadb.port, PASSWORD),
    REDIS_URL: redisUrl(redis.port, PASSWORD),
    TEMPORAL_ADDRESS: `127.0.0.1:${String(temporal.port)}`,
  };
  let running: ChildProcess[] = [];
  const start = async () => {
    running = services.map((service) =>
      startProcess(service, { logFile: join(folder, `${service.name}.log`), mark: process.env[MARK] ?? 'a test' }),
    );
    await Promise.all(services.map(ready));
  };
  const stop = async () => {
    await Promise.all(running.map(end));
    running = [];
  };
  await start();
  const env = { ...process.env, ...environment };
  await promisify(execFile)(process.execPath, ['stack/migrate.ts'], { env });
  return {
    environment,
    start,
    stop,
    forget: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready({ name, probe, readyWithinMs }: Service): Promise<void> {
  for (const untilMs = performance.now() + readyWithinMs; !(await probeService(probe)); await sleep(50)) {
    if (performance.now() > untilMs) throw new Error(`${name} does not answer`);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
