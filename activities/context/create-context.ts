import { createBuiltinRecords } from '../systems/records/builtin/builtin.ts';
import type { Config } from './config.ts';
import { connectRedis } from './connect-redis.ts';
import type { Context } from './context.ts';
import { createLog } from './create-log.ts';
import { connectDatabase } from './database/connect.ts';
import { createMetrics } from './metrics/create-metrics.ts';

/** The only wiring: builds what verbs need. Connections open when first used, so a process starts while a server is away. */
export function createContext(config: Config, process: 'api' | 'worker' | 'test'): Context {
  const log = createLog(config, process);
  const redis = connectRedis(config);
  redis.on('error', (error: unknown) => {
    log.debug({ err: error }, 'redis connection failed');
  });
  // Started here and never awaited: while Redis is away commands fail at once and their callers do without.
  redis.connect().catch(() => undefined);
  const own = {
    config,
    db: connectDatabase(config, log),
    redis,
    log,
    metrics: createMetrics(),
    now: () => new Date(),
  };
  return { ...own, records: createBuiltinRecords(own) };
}

/** Ends the connections. */
export async function closeContext(ctx: Context): Promise<void> {
  ctx.redis.disconnect();
  await ctx.db.destroy();
}
