import type { z } from 'zod';
import { StackError } from '../stack-error.ts';
import { isRecord } from '../state/read-json.ts';
import { ApiFailure } from './api-failure.ts';
import { problemFailure } from './problem-failure.ts';
import type { Shell } from './shell.ts';

const DEADLINE_MS = 30_000;
/** What went wrong before the request could leave. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|.*CERT.*)$/;

export interface ApiRequest {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  deadlineMs?: number;
}

/** The answer as it came, and what was read from it. */
interface Answer<T> {
  status: number;
  json: unknown;
  data: T;
}

/** Asks the API once. Throws an `ApiFailure` when it refuses, cannot now, or does not answer within the deadline. */
export async function askApi<T>(
  shell: Pick<Shell, 'target' | 'interrupted'>,
  request: ApiRequest & { reads: z.ZodType<T> },
): Promise<Answer<T>> {
  const deadline = AbortSignal.timeout(request.deadlineMs ?? DEADLINE_MS);
  const signal = AbortSignal.any([deadline, shell.interrupted]);
  const { response, text } = await untilAnswered(shell, async () => {
    const answered = await sendRequest(shell, { ...request, signal });
    return { response: answered, text: await answered.text() };
  });
  const json = jsonOf(text);
  if (!response.ok) throw problemFailure({ status: response.status, body: json, advice: shell.target.advice });
  const read = request.reads.safeParse(json);
  if (!read.success) {
    const what = `${request.method ?? 'GET'} ${request.path}`;
    const sentence = `What answers at ${shell.target.url} to ${what} is not this API in a version that this shell reads. Check the address.`;
    throw new ApiFailure(sentence, { kind: 'failed', effect: 'unknown' });
  }
  return { status: response.status, json, data: read.data };
}

/** Sends a request with the key. A redirect is not followed: the key is for this address only. */
export function sendRequest(
  { target }: Pick<Shell, 'target'>,
  { method = 'GET', path, query = {}, body, headers = {}, signal }: ApiRequest & { signal: AbortSignal },
): Promise<Response> {
  const url = new URL(path, target.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return fetch(url, {
    method,
    redirect: 'error',
    signal,
    headers: {
      authorization: `Bearer ${target.apiKey}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Turns what the network says instead of an answer into a sentence. An interruption stays one. */
export async function untilAnswered<T>(
  { target, interrupted }: Pick<Shell, 'target' | 'interrupted'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StackError) throw error;
    if (interrupted.aborted) throw new ApiFailure('Interrupted.', { kind: 'interrupted', effect: 'unknown' });
    const reason = reasonOf(error);
    const effect = NOT_SENT.test(reason) ? 'none' : 'unknown';
    throw new ApiFailure(`The API at ${target.url} does not answer (${reason}). ${target.advice}`, {
      kind: 'machine',
      effect,
    });
  }
}

function reasonOf(error: unknown): string {
  if (!isRecord(error)) return 'no reason given';
  if (error['name'] === 'TimeoutError') return 'no answer in time';
  const cause = isRecord(error['cause']) ? error['cause'] : error;
  return String(cause['code'] ?? cause['message']);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
