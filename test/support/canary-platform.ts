import { mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startApi } from './api-process.ts';
import { temporalServer } from './temporal-server.ts';
import { freePort, startWorker } from './worker-process.ts';

/** A database of Redis that no other test uses. */
const REDIS_DATABASE = '/15';

/** The platform as people run it, with everything that it leaves behind kept where one test can read it. */
export interface CanaryPlatform {
  url: string;
  temporalAddress: string;
  redisUrl: string;
  /** What both processes wrote to both their outputs. */
  output(): { api: string; worker: string };
  metrics(): Promise<{ api: string; worker: string }>;
  /** Every byte of Temporal's database, a letter for each. To be read while Temporal is stopped, when no file comes or goes. */
  temporalBytes(): Record<string, string>;
  /** Ends the processes, and then Temporal; the files stay. */
  stop(): Promise<void>;
  /** Starts Temporal again, alone. */
  restartTemporal(): Promise<void>;
  /** Removes the files. */
  remove(): void;
}

/** Starts Temporal on a file of its own, then the worker and the API, which log all they can but what only `trace` tells. */
export async function startCanaryPlatform(): Promise<CanaryPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'dartwing-canary-'));
  const inFolder = (name: string) => join(folder, name);
  const server = temporalServer({ port: await freePort(), file: inFolder('temporal.db') });
  await server.start();
  const redis = new URL(process.env['REDIS_URL'] ?? '');
  redis.pathname = REDIS_DATABASE;
  const env = { TEMPORAL_ADDRESS: server.address, REDIS_URL: redis.href, LOG_LEVEL: 'debug' };
  const started = { namespace: 'default', env };
  const worker = await startWorker({ ...started, output: openSync(inFolder('worker.log'), 'a') });
  const api = await startApi(started);
  const metricsOf = async (url: string) => (await fetch(url)).text();
  return {
    url: api.url,
    temporalAddress: server.address,
    redisUrl: redis.href,
    output: () => ({
      api: [...api.lines, ...api.errors].join('\n'),
      worker: readFileSync(inFolder('worker.log'), 'utf8'),
    }),
    metrics: async () => ({ api: await metricsOf(api.metrics), worker: await metricsOf(worker.metrics) }),
    temporalBytes: () =>
      Object.fromEntries(
        readdirSync(folder)
          .filter((name) => name.startsWith('temporal.db'))
          .map((name) => [name, readFileSync(inFolder(name), 'latin1')]),
      ),
    stop: async () => {
      await Promise.all([api.stop(), worker.stop()]);
      await server.stop();
    },
    restartTemporal: () => server.start(),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
