import { Redis } from 'ioredis';

import type { Config } from './config.ts';

const COMMAND_TIMEOUT_MS = 300;

/**
 * A connection for commands. It fails at once instead of queueing while Redis is away: nothing in Redis is needed for a correct
 * answer, so no request waits for it.
 */
export function connectRedis(config: Config): Redis {
  return new Redis(config.REDIS_URL, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
  });
}
