import { z } from 'zod';

const TIMEOUT_MS = 45_000;

/** A client of the API, as any program would be one. */
export interface ApiClient {
  url: string;
  apiKey: string;
}

export interface Reply {
  status: number;
  body: unknown;
}

/** Sends one request and answers status and body. Throws a sentence for an answer that is not among the expected statuses. */
export async function callApi(
  client: ApiClient,
  request: { method: 'GET' | 'POST'; path: string; body?: unknown; expected: number[]; waitSeconds?: number },
): Promise<Reply> {
  const { method, path, expected, waitSeconds = 5 } = request;
  const answer = await fetch(new URL(path, client.url), {
    method,
    headers: {
      authorization: `Bearer ${client.apiKey}`,
      'content-type': 'application/json',
      prefer: `wait=${String(waitSeconds)}`,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body: unknown = await answer.json();
  const reply = { status: answer.status, body };
  if (!expected.includes(answer.status)) throw refusal({ method, path }, reply);
  return reply;
}

/** The failure that tells what was asked and why it was refused. */
export function refusal({ method, path }: { method: string; path: string }, { status, body }: Reply): Error {
  const problem = z.object({ detail: z.string() }).safeParse(body).data;
  return new Error(`${method} ${path} answered ${String(status)}: ${problem?.detail ?? 'no reason given'}`);
}

export function jobPath(name: string): string {
  return `/v1/jobs/${encodeURIComponent(name)}`;
}
