import type { Redis } from 'ioredis';
import type { Knex } from 'knex';
import type { Logger } from 'pino';

import type { Records } from '../systems/records/records.ts';
import type { Config } from './config.ts';
import type { Metrics } from './metrics/create-metrics.ts';

/** Everything a verb may need from the world. Built once per process by `createContext`; tests build another. */
export interface Context {
  readonly config: Config;
  /** Plain reads only; writes go through `withTx`. */
  readonly db: Knex;
  readonly redis: Redis;
  readonly log: Logger;
  /** What the process counts and times. */
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** The system of record: customers' papers, employees' hours. */
  readonly records: Records;
}
