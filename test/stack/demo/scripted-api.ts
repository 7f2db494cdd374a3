import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import type { ApiClient } from '../../../stack/demo/call-api.ts';

type Answer = [status: number, body: unknown];

/**
 * An API that answers each `METHOD /path` with its answers in turn and repeats the last one. `asked` are the requests with what they
 * handed in. Closed after the tests of the file.
 */
export async function scriptedApi(script: Record<string, Answer[]>): Promise<{ client: ApiClient; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      asked.push(`${what} ${body}`.trimEnd());
      const answers = script[what] ?? [[500, { detail: `${what} is not in the script` }]];
      const [status, answer] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  return { client: { url: `http://127.0.0.1:${String(address.port)}`, apiKey: 'dw_live_x' }, asked };
}

const opened: (() => void)[] = [];
afterAll(() => {
  for (const close of opened) close();
});

/** An operation as the API shows it. */
export const anOperation = (change: Record<string, unknown>) => ({
  id: 'OP-1',
  kind: 'complete-job',
  status: 'completed',
  document: { doctype: 'dispatch_job', name: 'JOB-1' },
  startedAt: '2026-12-01T11:00:00.080Z',
  failedStep: null,
  error: null,
  steps: [],
  links: { self: '/v1/operations/OP-1' },
  ...change,
});
