import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePorts, type Ports } from '../choose-ports.ts';
import type { ServerPrograms } from '../fetch/fetch-servers.ts';
import { startProcess } from '../processes/start-process.ts';
import { stopMarkedProcesses } from '../processes/stop-marked-processes.ts';
import type { GivenAddresses } from '../services/given-services.ts';
import { createMariadbData, mariadbService } from '../services/mariadb.ts';
import { probeService } from '../services/probe-service.ts';
import { redisService } from '../services/redis.ts';
import type { Service } from '../services/service.ts';
import { serverEnvironment } from '../services/service-environment.ts';
import { temporalService } from '../services/temporal.ts';
import { StackError } from '../stack-error.ts';
import { makeSecrets, type Secrets } from '../state/keep-secrets.ts';
import { lastWords } from '../supervisor/keep-running.ts';
import { readLogEnd } from '../supervisor/read-log-end.ts';
import { say } from '../terminal/say.ts';
import { step } from '../terminal/step.ts';

const MOST_STARTS = 3;

export type ThrowawayParts = {
  folder: string;
  mark: string;
  given: GivenAddresses;
  servers: ServerPrograms;
  temporalCli: string;
};

/** Starts the servers that are not given, on free ports and fresh data, and returns the addresses for the tests. */
export async function startThrowawayServices(parts: ThrowawayParts): Promise<Record<string, string>> {
  const secrets = makeSecrets();
  for (let start = 1; ; start += 1) {
    const ports = await choosePorts({ remembered: {}, asked: {}, notice: say });
    const services = await prepare(parts, { ports, secrets });
    try {
      for (const service of services)
        await step(`Starting a throwaway ${service.name}`, () => startOne(service, parts));
      return serverEnvironment({ given: parts.given, ports, secrets });
    } catch (error) {
      await stopMarkedProcesses(parts.mark, 0);
      if (start === MOST_STARTS || !(error instanceof PortTaken)) throw error;
    }
  }
}

class PortTaken extends StackError {}

async function prepare(
  parts: ThrowawayParts,
  { ports, secrets }: { ports: Ports; secrets: Secrets },
): Promise<Service[]> {
  const { folder, given, servers, temporalCli } = parts;
  const services: Service[] = [];
  if (servers.mariadb !== undefined) {
    const password = secrets.databasePassword;
    const mariadb = { folder, programs: servers.mariadb, port: ports.mariadb, password, throwaway: true };
    await step('Preparing a throwaway database', () => createMariadbData(mariadb));
    services.push(mariadbService(mariadb));
  }
  if (servers.redis !== undefined) {
    const password = secrets.redisPassword;
    services.push(redisService({ folder, programs: servers.redis, port: ports.redis, password, throwaway: true }));
  }
  if (given.temporalAddress === undefined) {
    services.push(temporalService({ folder, cli: temporalCli, port: ports.temporal, uiPort: undefined }));
  }
  return services;
}

async function startOne(service: Service, { folder, mark }: ThrowawayParts): Promise<void> {
  const logFile = join(folder, `${service.name}.log`);
  const child = startProcess(service, { logFile, mark });
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  for (const end = Date.now() + service.readyWithinMs; !(await probeService(service.probe)); await sleep(50)) {
    if (!ended && Date.now() < end) continue;
    const words = readLogEnd(logFile, { lines: 20 });
    const sentence = `The throwaway ${service.name} did not start: ${lastWords(words)}. Run it again.`;
    const portTaken = words.some((line) => /address already in use/i.test(line));
    throw portTaken ? new PortTaken('machine', sentence) : new StackError('failed', sentence);
  }
}
