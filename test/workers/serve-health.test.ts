import { createServer, type Server } from 'node:http';
import { once } from 'node:events';

import { serveHealth } from '../../workers/serve-health.ts';

const host = '127.0.0.1';
const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  return address.port;
};

describe('the health of the worker', () => {
  const parts = { polling: true, database: (): Promise<unknown> => Promise.resolve() };
  let server: Server | undefined = undefined;
  beforeAll(async () => {
    server = await serveHealth({
      host,
      port: 0,
      isPolling: () => parts.polling,
      askDatabase: () => parts.database(),
    });
  });
  afterAll(() => {
    server?.close();
    server?.closeAllConnections();
  });
  const ask = async (path: string) => {
    if (server === undefined) throw new Error('The server is started before the tests');
    const answer = await fetch(`http://${host}:${String(portOf(server))}${path}`);
    const body: unknown = await answer.json();
    return { status: answer.status, body };
  };

  it('is alive while the process runs', async () => {
    expect(await ask('/livez')).toEqual({ status: 200, body: { status: 'alive' } });
    expect(await ask('/other')).toMatchObject({ status: 404 });
  });

  it.each([
    { polling: true, database: () => Promise.resolve(), status: 200, told: { workers: 'polling', database: 'up' } },
    {
      polling: false,
      database: () => Promise.resolve(),
      status: 503,
      told: { workers: 'not polling', database: 'up' },
    },
    {
      polling: true,
      database: () => Promise.reject(new Error('away')),
      status: 503,
      told: { workers: 'polling', database: 'down' },
    },
    {
      polling: true,
      database: () => new Promise(() => undefined),
      status: 503,
      told: { workers: 'polling', database: 'down' },
    },
  ])('answers $status when told $told', async ({ polling, database, status, told }) => {
    Object.assign(parts, { polling, database });
    expect(await ask('/readyz')).toEqual({
      status,
      body: { status: status === 200 ? 'ready' : 'not ready', parts: told },
    });
  });

  it('says which setting to change when its port is taken', async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const served = serveHealth({
      host,
      port: portOf(taken),
      isPolling: () => true,
      askDatabase: () => Promise.resolve(),
    });
    await expect(served).rejects.toThrow('Free it, or set WORKER_HEALTH_PORT.');
    taken.close();
  });
});
