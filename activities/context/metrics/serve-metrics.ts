import { once } from 'node:events';
import { createServer } from 'node:http';

import type { Context } from '../context.ts';

export interface ServedMetrics {
  readonly address: string;
  /** Ends at once: a scrape that is cut is one that the next makes good. */
  close(): void;
}

interface Place {
  /** `off`: nothing is served, and nothing is rejected. */
  readonly port: number | 'off';
  /** The variable that sets the port, for the sentence when it is taken. */
  readonly variable: string;
  /** What others in this process have measured, as text in the same format. */
  readonly others?: () => Promise<string>;
}

/**
 * Serves `/metrics` on a port of its own, so that what the public reaches never shows them. Undefined when switched off. Throws
 * when the port is taken.
 */
export async function serveMetrics(
  { config, metrics: { registry }, log }: Pick<Context, 'config' | 'metrics' | 'log'>,
  { port, variable, others = () => Promise.resolve('') }: Place,
): Promise<ServedMetrics | undefined> {
  if (port === 'off') return undefined;
  const server = createServer((request, response) => {
    const expose = async (): Promise<void> => {
      if (request.url?.split('?', 1)[0] !== '/metrics') {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n');
        return;
      }
      const [ours, theirs] = await Promise.all([registry.metrics(), others()]);
      response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
      response.end(`${ours}${theirs}`);
    };
    expose().catch((error: unknown) => {
      log.warn({ err: error }, 'the metrics could not be read');
      response.writeHead(500).end();
    });
  });
  const host = config.METRICS_HOST;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const message = `Metrics cannot be served at ${host}:${String(port)}. Free it, or set ${variable} ('off' for none).`;
    throw new Error(message, { cause: error });
  }
  const bound = server.address();
  const address = `http://${host}:${String(typeof bound === 'object' && bound !== null ? bound.port : port)}/metrics`;
  log.info({ address }, 'metrics are served');
  return {
    address,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
