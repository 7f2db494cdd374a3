import { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import type { Probe } from './service.ts';

const PATIENCE_MS = 2_000;

/** Whether the service answers in its own protocol, to our password, now. */
export async function probeService(probe: Probe): Promise<boolean> {
  return (await probeFailure(probe)) === undefined;
}

/** What a service answers instead of being ready; `undefined` when it is ready. */
export async function probeFailure(probe: Probe): Promise<string | undefined> {
  try {
    await ask(probe);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function ask(probe: Probe): Promise<void> {
  switch (probe.kind) {
    case 'mariadb':
      return askMariadb(probe.url);
    case 'redis':
      return askRedis(probe.url);
    case 'temporal':
      return askTemporal(probe.address, probe.namespace);
    case 'http':
      return askHttp(probe.url);
  }
}

async function askMariadb(url: string): Promise<void> {
  const connection = await createConnection({ uri: url, connectTimeout: PATIENCE_MS });
  // A server that dies now must fail the query, not the process.
  connection.on('error', () => undefined);
  try {
    await connection.query({ sql: 'SELECT 1', timeout: PATIENCE_MS });
  } finally {
    connection.destroy();
  }
}

async function askRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let failure: Error | undefined;
  redis.on('error', (error: Error) => (failure ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw failure ?? error;
  } finally {
    redis.disconnect();
  }
}

async function askTemporal(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: PATIENCE_MS });
  try {
    await connection.withDeadline(Date.now() + PATIENCE_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}

async function askHttp(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`HTTP ${response.status} from ${url}`);
}
