import { createSession } from 'better-sse';
import type { Request, Response } from 'express';

import type { ServerEvent } from './answer.ts';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 2_000;

/** Sends events until there are no more, or until `closed`, with heartbeats that keep proxies from cutting a quiet stream. */
export async function streamEvents(
  request: Request,
  response: Response,
  { events, closed }: { events: AsyncIterable<ServerEvent>; closed: AbortSignal },
): Promise<void> {
  // The first event is read before the stream opens, so that a refusal is still answered as a problem.
  const reader = events[Symbol.asyncIterator]();
  let next = await reader.next();
  if (closed.aborted || request.method === 'HEAD') {
    await reader.return?.();
    response.type('text/event-stream').end();
    return;
  }

  const headers = { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };
  const session = await createSession(request, response, { keepAlive: HEARTBEAT_MS, retry: RECONNECT_MS, headers });
  for (let id = 1; next.done !== true && session.isConnected && !closed.aborted; id += 1) {
    session.push(next.value.data, next.value.name, String(id));
    next = await reader.next();
  }
  await reader.return?.();
  response.end();
}
