import type { Worker } from '@temporalio/worker';

import { parseConfig } from '../activities/context/config.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { arePolling, runWorker } from './run-worker.ts';
import { serveHealth } from './serve-health.ts';

/** The worker process: `node workers/main.ts`. Ends with 0 when it was asked to, with 1 and a sentence when it cannot work. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const ctx = createContext(config, 'worker');
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      ctx.log.info({ signal }, 'stopping: what is under way may finish');
      stop.abort();
    });
  }
  let workers: readonly Worker[] = [];
  const health = await serveHealth({
    host: config.API_HOST,
    port: config.WORKER_HEALTH_PORT,
    isPolling: () => arePolling(workers),
    askDatabase: async () => {
      await ctx.db.raw('SELECT 1');
    },
  });
  try {
    await runWorker(ctx, {
      stop,
      started: (running) => {
        workers = running;
        ctx.log.info('the worker takes work');
      },
    });
  } catch (error) {
    ctx.log.fatal({ err: error }, 'the worker cannot go on');
    throw error;
  } finally {
    health.close();
    await closeContext(ctx);
  }
}

main().then(
  // Not left to the event loop: work that was cut short may still hold it.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The worker cannot go on. ${error instanceof Error ? error.message : 'Its log says why.'}\n`);
    process.exit(1);
  },
);
