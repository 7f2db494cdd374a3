import { setTimeout as sleep } from 'node:timers/promises';

import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';

interface Patience {
  patienceMs?: number;
  pauseMs?: number;
  stop: AbortSignal;
}

/** Connects to Temporal, trying again for a minute: servers and worker may start in any order. Undefined when stopped meanwhile. */
export async function connectTemporal(
  address: string,
  log: Logger,
  { patienceMs = 60_000, pauseMs = 2_000, stop }: Patience,
): Promise<NativeConnection | undefined> {
  const untilMs = performance.now() + patienceMs;
  while (!stop.aborted) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (performance.now() > untilMs) {
        const message = `Temporal did not answer at ${address}. Start it, or correct TEMPORAL_ADDRESS.`;
        throw new Error(message, { cause: error });
      }
      log.warn({ address, reason: error instanceof Error ? error.name : 'unknown' }, 'waiting for Temporal');
      await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  return undefined;
}
