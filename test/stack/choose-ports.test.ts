import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts, readPorts } from '../../stack/choose-ports.ts';

const NAMES = ['mariadb', 'redis', 'temporal', 'temporalUi', 'worker', 'api', 'codec', 'workerMetrics', 'apiMetrics'];
const silent = (): void => undefined;

/** Takes a free port as a stranger would. */
function occupy(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : 0, server });
    });
  });
}

describe('choosePorts', () => {
  it('gives every service a different port from 20000 to 29999', async () => {
    const ports = await choosePorts({ remembered: {}, asked: {}, notice: silent });
    expect(Object.keys(ports)).toEqual(NAMES);
    const numbers = Object.values(ports);
    expect(new Set(numbers).size).toBe(NAMES.length);
    expect(numbers.every((port) => port >= 20_000 && port <= 29_999)).toBe(true);
  });

  it('keeps the ports of the last start', async () => {
    const first = await choosePorts({ remembered: {}, asked: {}, notice: silent });
    expect(await choosePorts({ remembered: first, asked: {}, notice: silent })).toEqual(first);
  });

  it('replaces a remembered port that a stranger took, and says so in one line', async () => {
    const { port, server } = await occupy();
    const notices: string[] = [];
    const ports = await choosePorts({ remembered: { redis: port }, asked: {}, notice: (line) => notices.push(line) });
    server.close();
    expect(ports.redis).not.toBe(port);
    expect(notices).toEqual([`Port ${port} (redis) is taken by another program; redis gets a new one.`]);
  });

  it('never gives one remembered port to two services', async () => {
    const { redis } = await choosePorts({ remembered: {}, asked: {}, notice: silent });
    const ports = await choosePorts({ remembered: { mariadb: redis, redis }, asked: {}, notice: silent });
    expect(ports.mariadb).toBe(redis);
    expect(ports.redis).not.toBe(redis);
  });

  it('refuses a taken port that was asked for, because another one would not do', async () => {
    const { port, server } = await occupy();
    const choice = choosePorts({ remembered: {}, asked: { api: port }, notice: silent });
    await expect(choice).rejects.toThrow(`Port ${port}, asked for api, is taken.`);
    await expect(choice).rejects.toMatchObject({ exitCode: 3 });
    server.close();
  });
});

describe('readPorts', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ports-')), 'stack.json');

  it.each([
    ['a torn file', '{ "mariadb": 201', {}],
    ['a file of something else', '[20100]', {}],
    ['no port, one out of range and a good one', '{ "mariadb": "20100", "redis": 80, "api": 20200 }', { api: 20_200 }],
  ])('reads %s without failing', (_, text, ports) => {
    writeFileSync(file, text);
    expect(readPorts(file)).toEqual(ports);
  });

  it('remembers nothing when there is no file', () => {
    expect(readPorts(`${file}.absent`)).toEqual({});
  });
});
