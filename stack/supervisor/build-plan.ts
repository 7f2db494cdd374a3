import type { Ports } from '../choose-ports.ts';
import type { ServerPrograms } from '../fetch/fetch-servers.ts';
import { givenServices, type GivenAddresses } from '../services/given-services.ts';
import { mariadbService } from '../services/mariadb.ts';
import { apiService, codecService, migrateTask, workerService } from '../services/node-services.ts';
import { redisService } from '../services/redis.ts';
import { serviceEnvironment } from '../services/service-environment.ts';
import { temporalService } from '../services/temporal.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import type { Secrets } from '../state/keep-secrets.ts';
import type { Plan } from './plan.ts';

export type PlanParts = {
  paths: StackPaths;
  given: GivenAddresses;
  ports: Ports;
  secrets: Secrets;
  servers: ServerPrograms;
  temporalCli: string | undefined;
};

/** The services to start, in order: the servers that are not given, the migration, worker, API and codec server. */
export function buildPlan({ paths, given, ports, secrets, servers, temporalCli }: PlanParts): Plan {
  const environment = serviceEnvironment({ given, ports, secrets });
  const folder = paths.home;
  const steps: Plan['steps'] = [];
  if (servers.mariadb !== undefined) {
    const password = secrets.databasePassword;
    steps.push(mariadbService({ folder, programs: servers.mariadb, port: ports.mariadb, password, throwaway: false }));
  }
  if (servers.redis !== undefined) {
    const password = secrets.redisPassword;
    steps.push(redisService({ folder, programs: servers.redis, port: ports.redis, password, throwaway: false }));
  }
  if (temporalCli !== undefined) {
    const own = { port: ports.temporal, uiPort: ports.temporalUi, codecPort: ports.codec };
    steps.push(temporalService({ folder, cli: temporalCli, ...own }));
  }
  steps.push(
    migrateTask(paths, environment),
    workerService(paths, environment, ports.worker),
    apiService(paths, environment, ports.api),
    codecService(paths, environment, ports.codec),
  );
  return {
    mark: stackId(paths.root),
    logs: paths.logs,
    stateFile: paths.supervisor,
    steps,
    given: givenServices(given),
    environment,
  };
}
