import { z } from 'zod';

import { PayloadKeyRing } from './payload-keys.ts';

const port = z.coerce.number().int().min(0).max(65_535);
/** A port for metrics, any free one by 0, or none. */
const portOrOff = z.union([z.literal('off'), port]);

/** The whole configuration of API and worker, parsed once at process start. Durations are milliseconds. */
const Config = z.object({
  DATABASE_URL: z.url({ protocol: /^(mysql|mariadb)$/ }),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  DATABASE_QUERY_TIMEOUT_MS: z.coerce.number().int().min(500).default(10_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  TEMPORAL_ADDRESS: z.string().min(3),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_PAYLOAD_KEYS: PayloadKeyRing,
  TEMPORAL_UI_URL: z.url().optional(),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  WORKER_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  /** Where metrics are served, by both processes; never where the public is. */
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  API_METRICS_PORT: portOrOff.default(9464),
  WORKER_METRICS_PORT: portOrOff.default(9465),
  /** How long the API goes on serving after it said that it closes, so that load balancers have seen it. */
  API_DRAIN_MS: z.coerce.number().int().min(0).max(10_000).default(1_000),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(600),
  /** Where spans are sent, as OTLP over HTTP; without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Config = z.infer<typeof Config>;

/** The codec server needs no database, so it asks for none. */
const CodecServerConfig = Config.pick({ TEMPORAL_PAYLOAD_KEYS: true, TEMPORAL_UI_URL: true, LOG_LEVEL: true }).extend({
  CODEC_SERVER_HOST: z.string().min(1).default('127.0.0.1'),
  CODEC_SERVER_PORT: z.coerce.number().int().min(0).max(65_535).default(8082),
  CODEC_SERVER_TOKEN: z.string({ error: 'is missing; give at least 32 random characters' }).min(32).max(200),
});
type CodecServerConfig = z.infer<typeof CodecServerConfig>;

type Environment = Record<string, string | undefined>;

/** Reads the environment; throws one sentence per wrong or missing variable, without its value. */
export const parseConfig = (environment: Environment): Config => parse(Config, environment);

/** The same for the process that decrypts payloads for Temporal web. */
export const parseCodecServerConfig = (environment: Environment): CodecServerConfig =>
  parse(CodecServerConfig, environment);

function parse<T>(schema: z.ZodType<T>, environment: Environment): T {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. Set or correct: ${problems.join('; ')}`);
}
