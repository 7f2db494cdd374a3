import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

import { registerSearchAttributes } from '../../temporal/search-attributes.ts';
import { testEnvironment } from './context.ts';

const READY_WITHIN_MS = 60_000;

/** A new namespace on the run's Temporal server, so that the workers of one test take no work of another. */
export async function aNamespace(): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    // A namespace is known to all parts of the server a moment after it was made.
    for (let attempt = 0; ; attempt += 1) {
      try {
        await registerSearchAttributes(connection, namespace);
        return namespace;
      } catch (error) {
        if (attempt === 50) throw error;
        await sleep(200);
      }
    }
  } finally {
    await connection.close();
  }
}

/** A port on which nothing listens now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  return address.port;
}

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** Where it answers `/livez` and `/readyz`. */
  readonly health: string;
  /** Where it tells its metrics. */
  readonly metrics: string;
  /** Resolves when the process has ended, however it ended. */
  readonly ended: Promise<unknown>;
  /** Ends it as an orchestrator does, and waits for it. */
  stop(): Promise<void>;
}

/** Starts a worker as a process of its own, on this test's database, and waits until it polls. */
export async function startWorker({
  namespace,
  entry = 'workers/main.ts',
  env = {},
  output = 'inherit',
}: {
  namespace: string;
  entry?: string;
  env?: Record<string, string>;
  /** Where both its outputs go: an open file. */
  output?: number | 'inherit';
}): Promise<WorkerProcess> {
  const port = await freePort();
  const metricsPort = await freePort();
  const child = spawn(process.execPath, [entry], {
    env: {
      ...testEnvironment(),
      ...env,
      TEMPORAL_NAMESPACE: namespace,
      WORKER_HEALTH_PORT: String(port),
      WORKER_METRICS_PORT: String(metricsPort),
    },
    stdio: ['ignore', output, output],
  });
  // A test that fails may leave it; it must not keep the whole run waiting, which ends it by its mark.
  child.unref();
  const ended = once(child, 'exit');
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`http://127.0.0.1:${String(port)}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    await sleep(100);
  }
  return {
    process: child,
    health: `http://127.0.0.1:${String(port)}`,
    metrics: `http://127.0.0.1:${String(metricsPort)}/metrics`,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
