import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import type { Readiness } from './check-readiness.ts';

interface Health {
  host: string;
  port: number;
  check: () => Promise<Readiness>;
}

/**
 * Answers `/livez` while the process runs, whatever else is away, and `/readyz` with 200 while it can work, else with 503 and what
 * is missing; with `?verbose` it tells of every part. Throws when the port is taken.
 */
export async function serveHealth({ host, port, check }: Health): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(check, request.url ?? '').then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const message = `Nothing can be served at ${host}:${String(port)}. Free it, or set WORKER_HEALTH_PORT.`;
    throw new Error(message, { cause: error });
  }
  return server;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function answer(check: Health['check'], target: string): Promise<Answer> {
  const [path, query = ''] = target.split('?', 2);
  if (path === '/livez') return { status: 200, body: { status: 'alive' } };
  if (path !== '/readyz') return { status: 404, body: { status: 'unknown path' } };
  const { ready, parts } = await check();
  const missing = parts.filter(({ up }) => !up).map(({ name, state }) => `${name}: ${state}`);
  const body = {
    status: ready ? 'ready' : 'not ready',
    ...(ready ? {} : { missing }),
    ...(new URLSearchParams(query).has('verbose') ? { parts } : {}),
  };
  return { status: ready ? 200 : 503, body };
}
