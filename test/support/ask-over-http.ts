/** What came back. */
export interface Answer {
  status: number;
  text: string;
}
interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  secret?: string;
}
export type Ask = (method: 'GET' | 'POST' | 'PATCH', path: string, sent?: Sent) => Promise<Answer>;

/** Asks the API as a program of the company does, and keeps every refusal. */
export function askAs({ url, secret: own }: { url: string; secret: string }): { ask: Ask; refusals: Answer[] } {
  const refusals: Answer[] = [];
  const ask: Ask = async (method, path, { body, headers = {}, secret = own } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secret}`,
        Prefer: 'wait=30',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer = { status: response.status, text: await response.text() };
    if (answer.status >= 400) refusals.push(answer);
    return answer;
  };
  return { ask, refusals };
}
