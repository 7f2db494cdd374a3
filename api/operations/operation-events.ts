import { setTimeout as sleep } from 'node:timers/promises';

import { isOpen } from '../../domain/operation.ts';
import type { ServerEvent } from '../http/answer.ts';
import { viewOperation, type OperationRequest } from './view-operation.ts';

const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 3_000;
const PAUSE_GROWTH = 1.3;
/** A stream keeps the rights it was opened with, so it does not live long; clients reconnect by themselves. */
const LIFETIME_MS = 5 * 60_000;

/** Waits, or until the signal. Resolves either way. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/** The operation at once and after each change, until it ends, the caller goes, or the stream has lived long enough. */
export async function* followOperation(
  request: OperationRequest & { readonly closed: AbortSignal },
): AsyncGenerator<ServerEvent> {
  const endsAtMs = performance.now() + LIFETIME_MS;
  let shown = '';
  let pauseMs = FIRST_PAUSE_MS;
  while (!request.closed.aborted && performance.now() < endsAtMs) {
    const data = await viewOperation(request);
    const text = JSON.stringify(data);
    if (text !== shown) {
      yield { name: 'operation', data };
      shown = text;
      pauseMs = FIRST_PAUSE_MS;
    }
    if (!isOpen(data.status)) return;
    await pause(pauseMs, request.closed);
    pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LAST_PAUSE_MS);
  }
}
