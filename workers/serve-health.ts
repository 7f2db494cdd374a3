import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 1_500;

interface Health {
  host: string;
  port: number;
  isPolling: () => boolean;
  askDatabase: () => Promise<unknown>;
}

/**
 * Answers `/livez` while the process runs, and `/readyz` with 200 while it takes work and the database answers, else with 503 and
 * what is missing. Throws when the port is taken.
 */
export async function serveHealth(health: Health): Promise<Server> {
  const { host, port } = health;
  const server = createServer((request, response) => {
    void answer(health, request.url ?? '').then(({ status, body }) => {
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

async function answer({ isPolling, askDatabase }: Health, path: string): Promise<Answer> {
  if (path === '/livez') return { status: 200, body: { status: 'alive' } };
  if (path !== '/readyz') return { status: 404, body: { status: 'unknown path' } };
  const parts = { workers: isPolling() ? 'polling' : 'not polling', database: await stateOf(askDatabase) };
  const ready = parts.workers === 'polling' && parts.database === 'up';
  return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not ready', parts } };
}

async function stateOf(ask: () => Promise<unknown>): Promise<'up' | 'down'> {
  const answered = new AbortController();
  const late = sleep(PATIENCE_MS, 'down' as const, { signal: answered.signal }).catch(() => 'down' as const);
  const asked = ask().then(
    () => 'up' as const,
    () => 'down' as const, // why it does not answer is logged where it is needed
  );
  const state = await Promise.race([asked, late]);
  answered.abort();
  return state;
}
