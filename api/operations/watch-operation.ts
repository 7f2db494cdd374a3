import { setTimeout as sleep } from 'node:timers/promises';

import type { OperationView } from './operation-view.ts';
import { viewOperation, type OperationRequest } from './view-operation.ts';

const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 3_000;
const PAUSE_GROWTH = 1.3;
/** A watcher keeps the rights it began with, so it does not live long. */
const LIFETIME_MS = 5 * 60_000;

/** Waits, or until the signal. Resolves either way. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/** The operation at once and after each change, until it ends, the signal comes, or it was watched long enough. */
export async function* watchOperation(
  request: OperationRequest & { readonly closed: AbortSignal },
): AsyncGenerator<OperationView> {
  const endsAtMs = performance.now() + LIFETIME_MS;
  let shown = '';
  let pauseMs = FIRST_PAUSE_MS;
  while (!request.closed.aborted && performance.now() < endsAtMs) {
    const view = await viewOperation(request);
    const text = JSON.stringify(view);
    if (text !== shown) {
      yield view;
      shown = text;
      pauseMs = FIRST_PAUSE_MS;
    }
    if (view.progress.phase === 'ended') return;
    await pause(pauseMs, request.closed);
    pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LAST_PAUSE_MS);
  }
}
