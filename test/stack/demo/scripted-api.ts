import { text } from 'node:stream/consumers';

import type { ApiClient } from '../../../stack/demo/call-api.ts';
import { serveOnLoopback } from '../../support/serve-on-loopback.ts';

type Answer = [status: number, body: unknown];

/**
 * An API that answers each `METHOD /path` with its answers in turn and repeats the last one. `asked` are the requests with what they
 * handed in. Closed after the tests of the file.
 */
export async function scriptedApi(script: Record<string, Answer[]>): Promise<{ client: ApiClient; asked: string[] }> {
  const asked: string[] = [];
  const { url } = await serveOnLoopback((request, response) => {
    void (async () => {
      const body = await text(request);
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      asked.push(`${what} ${body}`.trimEnd());
      const answers = script[what] ?? [[500, { detail: `${what} is not in the script` }]];
      const [status, answer] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    })();
  });
  return { client: { url, apiKey: 'dw_live_x' }, asked };
}

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
