import { ApiFailure } from './api-failure.ts';
import { sendRequest, untilAnswered } from './ask-api.ts';
import { operationPath } from './operation-path.ts';
import { problemFailure } from './problem-failure.ts';
import { readEvents } from './read-events.ts';
import { OperationReply } from './replies.ts';
import type { Shell } from './shell.ts';

/** The API gives a sign of life every 15 s; a connection that is silent for longer than this is dead. */
const SILENCE_MS = 45_000;

interface Event {
  json: unknown;
  operation: OperationReply;
}

/** One connection: the operation at once and after each change, until the API ends the stream. Throws an `ApiFailure`. */
export async function* followOperation(
  shell: Pick<Shell, 'target' | 'interrupted'>,
  { id, silenceMs = SILENCE_MS }: { id: string; silenceMs?: number },
): AsyncGenerator<Event> {
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new DOMException('Nothing was heard', 'TimeoutError'));
  }, silenceMs);
  const signal = AbortSignal.any([silence.signal, shell.interrupted]);
  try {
    const events = await untilAnswered(shell, () => open(shell, { id, signal, heard: () => timer.refresh() }));
    for (;;) {
      const next = await untilAnswered(shell, () => events.next());
      if (next.done === true) return;
      yield read(next.value);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

async function open(
  shell: Pick<Shell, 'target'>,
  { id, signal, heard }: { id: string; signal: AbortSignal; heard: () => void },
): Promise<AsyncGenerator<string>> {
  const headers = { accept: 'text/event-stream' };
  const response = await sendRequest(shell, { path: operationPath(id, 'events'), headers, signal });
  if (!response.ok || response.body === null) {
    const body: unknown = await response.json().catch(() => undefined);
    throw problemFailure({ status: response.status, body, advice: shell.target.advice });
  }
  return readEvents(listened(response.body, heard));
}

async function* listened(bytes: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    heard();
    yield chunk;
  }
}

function read(text: string): Event {
  try {
    const json: unknown = JSON.parse(text);
    return { json, operation: OperationReply.parse(json) };
  } catch {
    throw new ApiFailure('The stream of events is not one that this shell reads. Check the address.', {
      kind: 'failed',
      effect: 'none',
    });
  }
}
