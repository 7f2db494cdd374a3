import { checkGivenServices, givenServices, type GivenAddresses } from '../services/given-services.ts';
import { choosePorts, readPorts, type PortName, type Ports } from '../choose-ports.ts';
import { fetchServers } from '../fetch/fetch-servers.ts';
import { fetchTemporal } from '../fetch/fetch-temporal.ts';
import { createMariadbData, hasMariadbData } from '../services/mariadb.ts';
import { StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { keepSecrets } from '../state/keep-secrets.ts';
import { writePrivateFile } from '../state/write-private-file.ts';
import { say } from '../terminal/say.ts';
import { step } from '../terminal/step.ts';
import { rotateLogs } from './rotate-logs.ts';
import { buildPlan } from './build-plan.ts';
import { followStart } from './follow-start.ts';
import type { Plan } from './plan.ts';
import { startSupervisor } from './start-supervisor.ts';
import { stopStack } from './stop-stack.ts';

const MOST_STARTS = 3;

export type Start = { given: GivenAddresses; environment: NodeJS.ProcessEnv };

/** Fetches what is missing and starts all services; a port lost to a stranger meanwhile costs another try. */
export async function startFresh(paths: StackPaths, { given, environment }: Start): Promise<Plan> {
  await checkGivenServices(givenServices(given));
  const asked = askedPorts(environment);
  const servers = await fetchServers(paths, given);
  const temporal = given.temporalAddress ? undefined : await fetchTemporal(paths, environment);
  const secrets = keepSecrets(paths.secrets, {
    // A given Temporal may hold what other keys encrypted.
    givenTemporal: given.temporalAddress && `${given.temporalAddress}/${given.temporalNamespace}`,
    givenPayloadKeys: environment['TEMPORAL_PAYLOAD_KEYS'] || undefined,
  });
  rotateLogs(paths.logs);

  for (let start = 1; ; start += 1) {
    const ports = await choosePorts({ remembered: readPorts(paths.ports), asked, notice: say });
    writePrivateFile(paths.ports, JSON.stringify(ports));
    if (servers.mariadb !== undefined) {
      const [programs, password] = [servers.mariadb, secrets.databasePassword];
      const make = (): Promise<void> => createMariadbData({ folder: paths.home, programs, password });
      await (hasMariadbData(paths.home) ? make() : step('Preparing the database', make));
    }
    const plan = buildPlan({ paths, given, ports, secrets, servers, temporalCli: temporal?.cli });
    writePrivateFile(
      paths.environment,
      Object.entries(plan.environment)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    startSupervisor(paths, plan);
    const failed = await followStart(
      paths,
      plan.steps.map(({ name }) => name),
    );
    if (failed === undefined) return plan;
    await stopStack(paths);
    if (!failed.portTaken || start === MOST_STARTS) throw startFailure(failed.name, failed.note);
    say(`The port of ${failed.name} was taken meanwhile; trying again.`);
  }
}

function startFailure(name: string, note = 'no reason known'): StackError {
  if (/no space left|ENOSPC|errno: 28/i.test(note)) {
    return new StackError('machine', `${name} stopped because the disk is full. Free at least 1 GB and run it again.`);
  }
  return new StackError(
    'failed',
    `${name} failed: ${note}. ./dartwing logs ${name} tells more; nothing is left running.`,
  );
}

/** API_PORT and WORKER_HEALTH_PORT of the environment are kept to, even outside our range. */
function askedPorts(environment: NodeJS.ProcessEnv): Partial<Ports> {
  const asked: Partial<Ports> = {};
  const variables: [PortName, string][] = [
    ['api', 'API_PORT'],
    ['worker', 'WORKER_HEALTH_PORT'],
  ];
  for (const [name, variable] of variables) {
    const value = environment[variable];
    if (value === undefined || value === '') continue;
    const port = Number(value);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new StackError(
        'usage',
        `${variable} is '${value}', which is no port. Give a number from 1 to 65535, or unset it.`,
      );
    }
    asked[name] = port;
  }
  return asked;
}
