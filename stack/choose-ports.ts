import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StackError } from './stack-error.ts';
import { readJson } from './state/read-json.ts';

const PORT_NAMES = [
  'mariadb',
  'redis',
  'temporal',
  'temporalUi',
  'worker',
  'api',
  'codec',
  'workerMetrics',
  'apiMetrics',
] as const;
export type PortName = (typeof PORT_NAMES)[number];
export type Ports = Record<PortName, number>;

// Below the range that outgoing connections take their numbers from (32768–60999), so a kept port stays free.
const LOWEST = 20_000;
const HIGHEST = 29_999;

export type PortChoice = {
  remembered: Partial<Ports>;
  /** Ports that somebody asked for; another one would not do. */
  asked: Partial<Ports>;
  notice: (line: string) => void;
};

/** A free loopback port for every name: the one asked for, else the remembered one, else a random one. */
export async function choosePorts({ remembered, asked, notice }: PortChoice): Promise<Ports> {
  const taken = new Set<number>();
  const choose = async (name: PortName): Promise<number> => {
    const port = await chooseOne(name, taken);
    taken.add(port);
    return port;
  };
  const chooseOne = async (name: PortName, used: Set<number>): Promise<number> => {
    const wanted = asked[name];
    if (wanted !== undefined) {
      if (!used.has(wanted) && (await isFree(wanted))) return wanted;
      throw new StackError('machine', `Port ${wanted}, asked for ${name}, is taken. Ask for another, or free it.`);
    }
    const kept = remembered[name];
    if (kept !== undefined && !used.has(kept)) {
      if (await isFree(kept)) return kept;
      notice(`Port ${kept} (${name}) is taken by another program; ${name} gets a new one.`);
    }
    return randomFreePort(used);
  };
  return {
    mariadb: await choose('mariadb'),
    redis: await choose('redis'),
    temporal: await choose('temporal'),
    temporalUi: await choose('temporalUi'),
    worker: await choose('worker'),
    api: await choose('api'),
    codec: await choose('codec'),
    workerMetrics: await choose('workerMetrics'),
    apiMetrics: await choose('apiMetrics'),
  };
}

/** The ports of the last start; whatever is torn, missing or out of range is left out. */
export function readPorts(path: string): Partial<Ports> {
  const kept = readJson(path) ?? {};
  const ports: Partial<Ports> = {};
  for (const name of PORT_NAMES) {
    const port = kept[name];
    if (typeof port === 'number' && Number.isInteger(port) && port >= LOWEST && port <= HIGHEST) ports[name] = port;
  }
  return ports;
}

/** Whether the port can be bound on 127.0.0.1 now. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function randomFreePort(used: Set<number>): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (!used.has(port) && (await isFree(port))) return port;
  }
  throw new StackError('machine', `No free port was found between ${LOWEST} and ${HIGHEST}. End what listens there.`);
}
