import { ApplicationFailure } from '@temporalio/common';
import { Runtime, type Logger as TemporalLogger, type LogLevel, type LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';

/** What of the SDK's own facts is worth a line. */
const KEPT = ['workflowId', 'runId', 'workflowType', 'activityType', 'activityId', 'attempt', 'taskQueue', 'status'];

/** Makes Temporal's SDK write into the process's log. Must run before anything else of the SDK, and once per process. */
export function installRuntime(log: Logger): TemporalLogger {
  const logger = forwardLogs(log);
  Runtime.install({
    logger,
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    // The process answers signals itself: a signal may also come while there is no worker yet.
    shutdownSignals: [],
  });
  return logger;
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
