import { z } from 'zod';

/** The whole configuration of API and worker, parsed once at process start. Durations are milliseconds. */
const Config = z.object({
  DATABASE_URL: z.url({ protocol: /^(mysql|mariadb)$/ }),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  DATABASE_QUERY_TIMEOUT_MS: z.coerce.number().int().min(500).default(10_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  TEMPORAL_ADDRESS: z.string().min(3),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_UI_URL: z.url().optional(),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  WORKER_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(600),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Config = z.infer<typeof Config>;

/** Reads the environment; throws one sentence per wrong or missing variable, without its value. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Config.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. Set or correct: ${problems.join('; ')}`);
}
