import type { Worker } from '@temporalio/worker';

import { parseConfig } from '../activities/context/config.ts';
import type { Context } from '../activities/context/context.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { observeProcess } from '../activities/context/metrics/observe-process.ts';
import { serveMetrics } from '../activities/context/metrics/serve-metrics.ts';
import { createReadiness, type Readiness } from './check-readiness.ts';
import { installRuntime, type InstalledRuntime } from './install-runtime.ts';
import { measureReadiness } from './measure-readiness.ts';
import { queuePolls } from './queue-polls.ts';
import { runWorker } from './run-worker.ts';
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
  const check = createReadiness(ctx, () => workers, queuePolls);
  const health = await serveHealth({ host: config.API_HOST, port: config.WORKER_HEALTH_PORT, check });
  const runtime = await installRuntime(ctx.log, { measured: config.WORKER_METRICS_PORT !== 'off' });
  const metrics = await tellMetrics(ctx, { runtime, check });
  try {
    await runWorker(ctx, {
      logger: runtime.logger,
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
    metrics?.close();
    await closeContext(ctx);
  }
}

interface Told {
  runtime: InstalledRuntime;
  check: () => Promise<Readiness>;
}

function tellMetrics(ctx: Context, { runtime, check }: Told): ReturnType<typeof serveMetrics> {
  const port = ctx.config.WORKER_METRICS_PORT;
  if (port !== 'off') {
    observeProcess(ctx);
    measureReadiness(ctx, check);
  }
  return serveMetrics(ctx, { port, variable: 'WORKER_METRICS_PORT', others: runtime.metrics });
}

main().then(
  // Not left to the event loop: work that was cut short may still hold it.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The worker cannot go on. ${error instanceof Error ? error.message : 'Its log says why.'}\n`);
    process.exit(1);
  },
);
