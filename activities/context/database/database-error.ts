import { z } from 'zod';

import { Fault } from '../../../domain/errors.ts';

/** The part of a mysql2 or pool error that is safe to look at: SQL and values stay out. */
const DriverError = z.object({
  code: z.string().optional(),
  errno: z.number().optional(),
  fatal: z.boolean().optional(),
  name: z.string().optional(),
});

const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_QUERY_INTERRUPTED',
  'ER_STATEMENT_TIMEOUT',
]);
/** Deadlock, record changed since last read, lock wait timeout: the whole transaction runs again. */
const REPEATABLE = new Set([1213, 1020, 1205]);
const STATEMENT_TIMEOUT = 1969;
const DUPLICATE = 1062;
const REFERENCED = 1451;

/** True when the transaction was rolled back by a rival and may simply run again. */
export function isRepeatable(error: unknown): boolean {
  const parsed = DriverError.safeParse(error);
  return parsed.success && parsed.data.errno !== undefined && REPEATABLE.has(parsed.data.errno);
}

/** True when a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  const parsed = DriverError.safeParse(error);
  return parsed.success && parsed.data.errno === DUPLICATE;
}

/** True when another row still points to the one that was to be deleted. */
export function isReferenced(error: unknown): boolean {
  const parsed = DriverError.safeParse(error);
  return parsed.success && parsed.data.errno === REFERENCED;
}

/** True when the server or the way to it failed, so that nothing is said about the statement. */
export function isLost(error: unknown): boolean {
  const parsed = DriverError.safeParse(error);
  if (!parsed.success) return false;
  const { code, errno, fatal, name } = parsed.data;
  return (
    (code !== undefined && LOST.has(code)) ||
    errno === STATEMENT_TIMEOUT ||
    fatal === true ||
    name === 'KnexTimeoutError'
  );
}

/** A lost database as the fault that callers and Temporal know; everything else as it is. */
export function databaseFault(error: unknown): unknown {
  if (isLost(error) || isRepeatable(error)) {
    return new Fault('unavailable', 'The database cannot be reached or is too busy. Try again in a few seconds.', {
      retryAfterSeconds: 5,
    });
  }
  return error;
}
