import { GracefulShutdownPeriodExpiredError, type Worker } from '@temporalio/worker';

import type { Context } from '../activities/context/context.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import { bundleWorkflows } from './bundle.ts';
import { connectTemporal } from './connect-temporal.ts';
import { createWorkers } from './create-workers.ts';
import { installRuntime } from './install-runtime.ts';

interface Running {
  /** Aborted to ask for an end; what is under way then gets its grace period. */
  stop: AbortController;
  started: (workers: readonly Worker[]) => void;
}

/** Connects to Temporal and works until asked to stop, or until a worker fails; then its failure is thrown. */
export async function runWorker(ctx: Context, { stop, started }: Running): Promise<void> {
  const logger = installRuntime(ctx.log);
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = ctx.config;
  const connection = await connectTemporal(address, ctx.log, { stop: stop.signal });
  if (connection === undefined) return;
  try {
    await registerSearchAttributes(connection, namespace);
    const workers = await createWorkers(ctx, { connection, workflowBundle: await bundleWorkflows(logger) });
    started(workers);
    await runAll(ctx, workers, stop);
  } finally {
    await connection.close();
  }
}

async function runAll(ctx: Context, workers: readonly Worker[], stop: AbortController): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const runs = workers.map(async (worker) => {
    try {
      await worker.runUntil(stopped);
    } finally {
      // One that fails takes the others with it: half a process would look alive.
      stop.abort();
    }
  });
  for (const run of await Promise.allSettled(runs)) {
    if (run.status === 'fulfilled') continue;
    if (!(run.reason instanceof GracefulShutdownPeriodExpiredError)) throw run.reason;
    ctx.log.warn('work was cut short at the end of the grace period; Temporal gives it to another worker');
  }
}

/** True when every worker takes work. */
export const arePolling = (workers: readonly Worker[]): boolean =>
  workers.length > 0 &&
  workers
    .map((worker) => worker.getStatus())
    .every(({ runState, activityPollerState }) => runState === 'RUNNING' && activityPollerState === 'POLLING');
