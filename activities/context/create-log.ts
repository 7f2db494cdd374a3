import { pino, type Logger } from 'pino';

import { Fault } from '../../domain/errors.ts';
import type { Config } from './config.ts';

/**
 * The process's log: one JSON object a line. Callers pass ids, codes and durations only; an error is logged by name, code and
 * stack, since the message of a driver's error may hold SQL with its values.
 */
export const createLog = (config: Pick<Config, 'LOG_LEVEL'>, process: 'api' | 'worker' | 'test'): Logger =>
  pino({
    level: config.LOG_LEVEL,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  });

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  // Our own sentences name ids and rules only.
  const message = error instanceof Fault ? { message: error.message } : {};
  return { name: error.name, ...message, ...(typeof code === 'string' ? { code } : {}), stack: frames.slice(0, 12) };
}
