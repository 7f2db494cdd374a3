import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Shell } from '../../../stack/operations/shell.ts';
import { fromJson } from '../../support/from-json.ts';
import { serveOnLoopback } from '../../support/serve-on-loopback.ts';

interface Asked {
  /** `METHOD /path?query`, with the brackets of filters as they are read. */
  what: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export type Answering = (asked: Asked, response: ServerResponse) => void;

export const answerJson = (status: number, body: unknown): Answering => {
  return (_asked, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
};

export const answerProblem = (status: number, code: string, detail: string): Answering =>
  answerJson(status, { type: `/problems/${code}`, title: code, status, detail, code, traceId: 'trace-1' });

/** One event of the stream of an operation, as the API writes it. */
export const anEvent = (data: unknown): string => `event: operation\nid: 1\ndata: ${JSON.stringify(data)}\n\n`;

export const answerEvents = (events: readonly unknown[]): Answering => {
  return (_asked, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`: hello\n\n${events.map(anEvent).join('')}`);
  };
};

/**
 * An API on a real socket that answers each `METHOD /path` with its answers in turn and repeats the last one, and a shell that asks
 * it. Closed after the tests of the file.
 */
export async function serveOperations(
  script: Record<string, Answering[]>,
  { json = false, confirm }: { json?: boolean; confirm?: Shell['confirm'] } = {},
) {
  const asked: Asked[] = [];
  const { url, close } = await serveOnLoopback((request, response) => {
    void (async () => {
      const sent = await text(request);
      const what = `${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`;
      const one = { what, headers: request.headers, body: sent === '' ? undefined : fromJson(sent) };
      asked.push(one);
      const answers = script[what] ?? [answerProblem(404, 'not_found', `${what} is not in the script`)];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(one, response);
    })();
  });
  const printed: string[] = [];
  const noted: string[] = [];
  const interruption = new AbortController();
  const shell: Shell = {
    target: { url, apiKey: 'dw_live_x', advice: 'Start it.' },
    json,
    print: (line) => void printed.push(line),
    note: (line) => void noted.push(line),
    confirm,
    interrupted: interruption.signal,
  };
  return { shell, url, asked, printed, noted, interruption, close };
}

/** A step as the API shows it. */
export const aStep = (name: string, change: Record<string, unknown> = {}) => ({
  name,
  status: 'success',
  attempts: 1,
  key: `complete-job:org:JOB-1/run/${name}`,
  result: null,
  error: null,
  startedAt: '2026-12-01T11:00:00.100Z',
  endedAt: '2026-12-01T11:00:00.140Z',
  leftBehind: null,
  allows: null,
  decisions: [],
  ...change,
});

/** An operation as lists show it. */
export const aSummary = (change: Record<string, unknown> = {}) => ({
  id: 'OP-1',
  kind: 'complete-job',
  status: 'completed',
  document: { doctype: 'dispatch_job', name: 'JOB-1' },
  failedStep: null,
  error: null,
  requestedBy: 'MEM-1',
  startedAt: '2026-12-01T11:00:00.080Z',
  endedAt: '2026-12-01T11:00:02.420Z',
  resolution: null,
  links: { self: '/v1/operations/OP-1', events: '/v1/operations/OP-1/events' },
  ...change,
});

/** An operation as the API shows it alone. */
export const anOperation = (change: Record<string, unknown> = {}) => ({
  ...aSummary(),
  progress: { done: 1, total: 1, phase: 'ended' },
  pivot: null,
  steps: [aStep('close')],
  decisions: [],
  ...change,
});

/** One that waits at its invoice. */
export const aParkedOperation = (change: Record<string, unknown> = {}) =>
  anOperation({
    status: 'parked',
    failedStep: 'invoice',
    error: { code: 'misconfigured', detail: 'The billing account is disabled' },
    endedAt: null,
    steps: [
      aStep('close'),
      aStep('invoice', {
        status: 'failed',
        attempts: 3,
        error: { code: 'misconfigured', detail: 'The billing account is disabled' },
        allows: ['retry', 'mark_done', 'compensate'],
      }),
    ],
    ...change,
  });
