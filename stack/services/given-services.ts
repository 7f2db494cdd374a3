import { probeFailure } from './probe-service.ts';
import type { GivenService, Probe } from './service.ts';
import { StackError } from '../stack-error.ts';

export type GivenAddresses = {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  temporalAddress: string | undefined;
  temporalNamespace: string;
  temporalUiUrl: string | undefined;
};

/** The services that the environment names and that are used instead of own ones. An empty value names none. */
export function givenAddresses(environment: NodeJS.ProcessEnv): GivenAddresses {
  const temporalAddress = environment['TEMPORAL_ADDRESS'] || undefined;
  return {
    databaseUrl: environment['DATABASE_URL'] || undefined,
    redisUrl: environment['REDIS_URL'] || undefined,
    temporalAddress,
    temporalNamespace: (temporalAddress && environment['TEMPORAL_NAMESPACE']) || 'default',
    temporalUiUrl: (temporalAddress && environment['TEMPORAL_UI_URL']) || undefined,
  };
}

export function givenServices(given: GivenAddresses): GivenService[] {
  const services: GivenService[] = [];
  if (given.databaseUrl !== undefined)
    services.push({ name: 'mariadb', probe: { kind: 'mariadb', url: given.databaseUrl } });
  if (given.redisUrl !== undefined) services.push({ name: 'redis', probe: { kind: 'redis', url: given.redisUrl } });
  if (given.temporalAddress !== undefined) {
    const probe: Probe = { kind: 'temporal', address: given.temporalAddress, namespace: given.temporalNamespace };
    services.push({ name: 'temporal', probe });
  }
  return services;
}

const VARIABLES = {
  mariadb: 'DATABASE_URL',
  redis: 'REDIS_URL',
  temporal: 'TEMPORAL_ADDRESS',
  worker: '',
  api: '',
  codec: '',
};

/** Refuses to start on a given service that does not answer. */
export async function checkGivenServices(services: GivenService[]): Promise<void> {
  for (const { name, probe } of services) {
    const failure = await probeFailure(probe);
    if (failure !== undefined) {
      throw new StackError(
        'machine',
        `The ${name} that ${VARIABLES[name]} names does not answer (${failure}). Start it, or unset ${VARIABLES[name]}.`,
      );
    }
  }
}
