import { GracefulShutdownPeriodExpiredError, IllegalStateError, type Logger, type Worker } from '@temporalio/worker';

import type { Context } from '../activities/context/context.ts';
import { createTemporalClient } from '../temporal/client.ts';
import { describeOperation } from '../temporal/describe-operation.ts';
import { applySchedules } from '../temporal/schedules/apply-schedules.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import { startTracing } from '../temporal/tracing/start-tracing.ts';
import { bundleWorkflows } from './bundle.ts';
import { connectTemporal } from './connect-temporal.ts';
import { createWorkers } from './create-workers.ts';

interface Running {
  /** Of the installed runtime. */
  logger: Logger;
  /** Aborted to ask for an end; what is under way then gets its grace period. */
  stop: AbortController;
  started: (workers: readonly Worker[]) => void;
}

/** Connects to Temporal and works until asked to stop, or until a worker fails; then its failure is thrown. */
export async function runWorker(ctx: Context, { logger, stop, started }: Running): Promise<void> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_PAYLOAD_KEYS: payloadKeys } = ctx.config;
  const connection = await connectTemporal(address, ctx.log, { stop: stop.signal });
  if (connection === undefined) return;
  const tracing = startTracing(ctx.config.OTEL_EXPORTER_OTLP_ENDPOINT, 'worker');
  const client = createTemporalClient({ address, namespace, payloadKeys });
  try {
    await registerSearchAttributes(connection, namespace);
    await applySchedules(client);
    const workflowBundle = await bundleWorkflows({ traced: tracing !== undefined, logger });
    const workers = await createWorkers(ctx, {
      connection,
      workflowBundle,
      tracing,
      askRun: (run) => describeOperation(client, run),
    });
    started(workers);
    await runAll(ctx, workers, stop);
  } finally {
    await client.connection.close();
    await connection.close();
    await tracing?.stop();
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
    } catch (error) {
      if (!stop.signal.aborted || !isCutShort(error)) throw error;
      ctx.log.warn('work was cut short at the end of the grace period; Temporal gives it to another worker');
    } finally {
      // One that fails takes the others with it: half a process would look alive.
      stop.abort();
    }
  });
  for (const run of await Promise.allSettled(runs)) {
    if (run.status === 'rejected') throw run.reason;
  }
}

/** The end of the grace, which the SDK tells as a worker that could not be taken down because something still uses it. */
const isCutShort = (error: unknown): boolean =>
  error instanceof GracefulShutdownPeriodExpiredError || error instanceof IllegalStateError;
