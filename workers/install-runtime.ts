import { once } from 'node:events';
import { createServer } from 'node:net';

import { ApplicationFailure } from '@temporalio/common';
import { Runtime, type Logger as TemporalLogger, type LogLevel, type LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';

/** What of the SDK's own facts is worth a line. */
const KEPT = ['workflowId', 'runId', 'workflowType', 'activityType', 'activityId', 'attempt', 'taskQueue', 'status'];

const LOOPBACK = '127.0.0.1';
const ATTEMPTS = 5;

export interface InstalledRuntime {
  readonly logger: TemporalLogger;
  /** What the SDK measured, as Prometheus reads it; nothing when it does not measure. */
  readonly metrics: () => Promise<string>;
}

/**
 * Makes Temporal's SDK write into the process's log and, if asked to, measure itself. Must run before anything else of the SDK,
 * and once per process.
 */
export async function installRuntime(log: Logger, { measured }: { measured: boolean }): Promise<InstalledRuntime> {
  const logger = forwardLogs(log);
  const install = (exporter: object): void => {
    Runtime.install({
      logger,
      telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} }, ...exporter },
      // The process answers signals itself: a signal may also come while there is no worker yet.
      shutdownSignals: [],
    });
  };
  if (measured) return { logger, metrics: await installMeasured(install) };
  install({});
  return { logger, metrics: () => Promise.resolve('') };
}

/**
 * The SDK serves its metrics itself, and only on a port that is named. It gets one of this machine's own, from which the
 * process's `/metrics` reads, so that there is one address to scrape and to protect.
 */
async function installMeasured(install: (exporter: object) => void): Promise<() => Promise<string>> {
  for (let attempt = 1; ; attempt += 1) {
    const bindAddress = `${LOOPBACK}:${String(await freePort())}`;
    const prometheus = { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
    try {
      install({ metrics: { prometheus } });
      return async () => (await fetch(`http://${bindAddress}/metrics`)).text();
    } catch (error) {
      // Somebody else may have taken the port just now.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  if (bound === null || typeof bound === 'string') throw new Error('A server that listens has a port');
  return bound.port;
}

/** The SDK's logger on ours. Errors go to the serializer that leaves out messages. */
export function forwardLogs(log: Logger): TemporalLogger {
  const at = (level: LogLevel) => (message: string, meta?: LogMetadata) => {
    const facts = Object.fromEntries(KEPT.flatMap((key) => (meta?.[key] === undefined ? [] : [[key, meta[key]]])));
    const err: unknown = meta?.['error'];
    const code = err instanceof ApplicationFailure ? { code: err.type } : {};
    log[PINO_LEVEL[level]]({ ...facts, ...code, ...(err === undefined ? {} : { err }) }, message);
  };
  return {
    log: (level, message, meta) => {
      at(level)(message, meta);
    },
    trace: at('TRACE'),
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
  };
}

const PINO_LEVEL = {
  TRACE: 'trace',
  DEBUG: 'debug', // What the SDK says in passing would hide our own lines.
  INFO: 'debug',
  WARN: 'warn',
  ERROR: 'error',
} as const;
