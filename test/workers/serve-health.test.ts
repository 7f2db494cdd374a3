import { createServer, type Server } from 'node:http';
import { once } from 'node:events';

import type { Part } from '../../workers/check-readiness.ts';
import { serveHealth } from '../../workers/serve-health.ts';

const host = '127.0.0.1';
const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  return address.port;
};

describe('the health of the worker', () => {
  const database: Part = { name: 'database', up: true, state: 'answers' };
  const silent: Part = { name: 'temporal', up: false, state: 'does not answer' };
  const found: { parts: Part[] } = { parts: [] };
  let server: Server | undefined = undefined;
  beforeAll(async () => {
    const check = () => Promise.resolve({ ready: found.parts.every(({ up }) => up), parts: found.parts });
    server = await serveHealth({ host, port: 0, check });
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

  it('is alive while the process runs, whatever is missing', async () => {
    found.parts = [silent];
    expect(await ask('/livez')).toEqual({ status: 200, body: { status: 'alive' } });
    expect(await ask('/other')).toMatchObject({ status: 404 });
  });

  it('says that it is ready, and on demand by which parts', async () => {
    found.parts = [database];
    expect(await ask('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
    expect(await ask('/readyz?verbose')).toEqual({ status: 200, body: { status: 'ready', parts: [database] } });
  });

  it('names what is missing', async () => {
    found.parts = [database, silent];
    const missing = ['temporal: does not answer'];
    expect(await ask('/readyz')).toEqual({ status: 503, body: { status: 'not ready', missing } });
    expect(await ask('/readyz?verbose=1')).toMatchObject({ status: 503, body: { missing, parts: [database, silent] } });
  });

  it('says which setting to change when its port is taken', async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const check = () => Promise.resolve({ ready: true, parts: [] });
    const served = serveHealth({ host, port: portOf(taken), check });
    await expect(served).rejects.toThrow('Free it, or set WORKER_HEALTH_PORT.');
    taken.close();
  });
});
