import type { Ports } from '../choose-ports.ts';
import type { Secrets } from '../state/keep-secrets.ts';
import type { GivenAddresses } from './given-services.ts';
import { databaseUrl } from './mariadb.ts';
import { redisUrl } from './redis.ts';

export type EnvironmentParts = {
  given: GivenAddresses;
  ports: Pick<Ports, 'mariadb' | 'redis' | 'temporal'>;
  secrets: Secrets;
};

/** The addresses of the three servers, own or given, under the names that worker, API and tests read. */
export function serverEnvironment({ given, ports, secrets }: EnvironmentParts): Record<string, string> {
  return {
    DATABASE_URL: given.databaseUrl ?? databaseUrl(ports.mariadb, secrets.databasePassword),
    REDIS_URL: given.redisUrl ?? redisUrl(ports.redis, secrets.redisPassword),
    TEMPORAL_ADDRESS: given.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: given.temporalNamespace,
    TEMPORAL_PAYLOAD_KEYS: secrets.payloadKeys,
  };
}

/** What worker, API and codec server are started with. */
export function serviceEnvironment(parts: EnvironmentParts & { ports: Ports }): Record<string, string> {
  const { given, ports, secrets } = parts;
  const ui = given.temporalAddress === undefined ? `http://127.0.0.1:${ports.temporalUi}` : given.temporalUiUrl;
  return {
    ...serverEnvironment(parts),
    ...(ui === undefined ? {} : { TEMPORAL_UI_URL: ui }),
    API_HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    WORKER_HEALTH_PORT: String(ports.worker),
    WORKER_METRICS_PORT: String(ports.workerMetrics),
    API_METRICS_PORT: String(ports.apiMetrics),
    CODEC_SERVER_PORT: String(ports.codec),
    CODEC_SERVER_TOKEN: secrets.codecServerToken,
  };
}
