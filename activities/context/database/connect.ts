import { Socket } from 'node:net';

import knex, { type Knex } from 'knex';
import type { Connection } from 'mysql2';
import type { Logger } from 'pino';

import type { Config } from '../config.ts';

const LOCK_WAIT_SECONDS = 5;

/** How values arrive: dates and JSON as text, to be parsed by their reader; decimals as numbers, which are short enough to be exact. */
const VALUES_AS = { dateStrings: true, jsonStrings: true, decimalNumbers: true };

/** What every connection must be set to before anything runs on it; a server that was configured otherwise cannot surprise us. */
const sessionSql = (queryTimeoutMs: number): string =>
  [
    "SET time_zone = '+00:00'",
    'innodb_snapshot_isolation = ON',
    `innodb_lock_wait_timeout = ${String(LOCK_WAIT_SECONDS)}`,
    `max_statement_time = ${String(queryTimeoutMs / 1000)}`,
    "sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'",
  ].join(', ');

interface TimedQuery {
  sql: string;
  timeout?: number;
}

const noted = (log: Logger) => () => {
  log.debug('knex reported a problem');
};

/**
 * Bounds every statement of the connection, BEGIN and COMMIT too, which take no `.timeout()`. A connection that did not answer in
 * time is broken off: the driver would keep it, and the next statement would queue behind the dead one without a limit.
 */
function boundQueries(connection: Connection, timeoutMs: number): void {
  const query = connection.query.bind(connection);
  const socket: unknown = Reflect.get(connection, 'stream');
  const bounded = (statement: string | TimedQuery, ...rest: unknown[]): unknown => {
    const timed = typeof statement === 'string' ? { sql: statement } : statement;
    timed.timeout ??= timeoutMs;
    const done = rest.pop();
    const watched = (error: { code?: string } | null, ...answer: unknown[]) => {
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT' && socket instanceof Socket) socket.destroy();
      if (typeof done === 'function') Reflect.apply(done, undefined, [error, ...answer]);
    };
    const sent: unknown = Reflect.apply(query, connection, [timed, ...rest, watched]);
    return sent;
  };
  Object.assign(connection, { query: bounded });
}

/** The pool. Nothing in it waits for ever: a stopped server must not hold a request. */
export function connectDatabase(config: Config, log: Logger): Knex {
  const url = new URL(config.DATABASE_URL);
  const timeoutMs = config.DATABASE_QUERY_TIMEOUT_MS;
  return knex({
    client: 'mysql2',
    // knex's own lines hold SQL with values; what matters reaches callers as an error.
    log: { warn: noted(log), error: noted(log), deprecate: noted(log), debug: noted(log) },
    connection: {
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
      charset: 'utf8mb4',
      timezone: 'Z',
      ...VALUES_AS,
      connectTimeout: timeoutMs,
    },
    acquireConnectionTimeout: timeoutMs,
    pool: {
      min: 0,
      max: config.DATABASE_POOL_MAX,
      afterCreate: (connection: Connection, done: (error: Error | null, connection: Connection) => void) => {
        boundQueries(connection, timeoutMs + 1_000);
        // Not a variable: its name differs between MariaDB 10 and 11.
        connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED', (refused) => {
          if (refused !== null) done(refused, connection);
          else {
            connection.query(sessionSql(timeoutMs), (error) => {
              done(error, connection);
            });
          }
        });
      },
    },
  });
}
