import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';

import type { Context } from '../activities/context/context.ts';
import { createApp } from './app.ts';

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 60_000;
/** How late the limits above may be noticed. */
const CHECK_INTERVAL_MS = 2_000;
/** Below the 30 s after which a supervisor kills, so that the connections to the other systems are closed in order, too. */
const GRACE_MS = 15_000;

export interface ServedApi {
  readonly address: string;
  /**
   * Says at once that it is not ready and ends event streams, serves on until load balancers had time to see that, then takes no
   * new request, lets the running ones end, and cuts those that outlast 15 s.
   */
  close(): Promise<void>;
}

function listen(server: Server, { API_HOST, API_PORT }: Context['config']): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(API_PORT, API_HOST, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : API_PORT);
    });
  });
}

/** From the closing on no connection is kept for another request: each would hold the process until the grace is over. */
function keepNoConnections(server: Server, closing: AbortSignal): void {
  const open = new Set<ServerResponse>();
  closing.addEventListener('abort', () => {
    for (const response of open) response.shouldKeepAlive = false;
  });
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (closing.aborted) response.shouldKeepAlive = false;
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      // Those whose head was sent before, such as an event stream, had promised to stay.
      if (!server.listening) server.closeIdleConnections();
    });
  });
}

/** Serves the API on the configured address. Rejects when the port cannot be bound. */
export async function serveApi(ctx: Context, temporal: Client): Promise<ServedApi> {
  const closing = new AbortController();
  const limits = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
  };
  const server = createServer(limits, createApp(ctx, temporal, { closing: closing.signal }));
  keepNoConnections(server, closing.signal);
  const port = await listen(server, ctx.config);
  const host = ctx.config.API_HOST.includes(':') ? `[${ctx.config.API_HOST}]` : ctx.config.API_HOST;
  return {
    address: `http://${host}:${String(port)}`,
    close: async () => {
      closing.abort();
      await sleep(ctx.config.API_DRAIN_MS);
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => {
          ctx.log.warn('requests were cut off because they outlasted the grace period');
          server.closeAllConnections();
        }, GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      });
    },
  };
}
