import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import type { ServerEvent } from '../../../api/http/answer.ts';
import { openRoute } from '../../../api/http/route.ts';
import { Fault } from '../../../domain/errors.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { problemOf } from '../../support/api-client.ts';

const { ctx, temporal, lines } = contextWithoutSystems();

const streaming = (events: (closed: AbortSignal) => AsyncIterable<ServerEvent>) =>
  openRoute({
    id: 'stream',
    method: 'get',
    path: '/v1/stream',
    area: 'Test',
    summary: 'Send events',
    answers: { 200: { description: 'Events', schema: null, example: '' } },
    handle: ({ closed }) => Promise.resolve({ events: events(closed) }),
  });

async function* twoEvents(): AsyncGenerator<ServerEvent> {
  yield { name: 'operation', data: { done: 1, text: 'line\nbreak' } };
  yield { name: 'operation', data: { done: 2 } };
}

test('sends each event with its number, and ends with the last', async () => {
  const response = await request(createApp(ctx, temporal, { routes: [streaming(twoEvents)] })).get('/v1/stream');
  expect(response.type).toBe('text/event-stream');
  expect(response.get('Cache-Control')).toBe('no-store');
  expect(response.get('X-Accel-Buffering')).toBe('no');
  const events = response.text.split('\n\n').filter((block) => block.includes('event:'));
  expect(events.map((block) => block.split('\n').sort())).toEqual([
    ['data:{"done":1,"text":"line\\nbreak"}', 'event:operation', 'id:1'],
    ['data:{"done":2}', 'event:operation', 'id:2'],
  ]);
});

test('answers what fails before the first event as a problem', async () => {
  async function* failing(): AsyncGenerator<ServerEvent> {
    throw new Fault('not_found', 'There is no such thing');
    yield { name: 'never', data: null };
  }
  const response = await request(createApp(ctx, temporal, { routes: [streaming(failing)] })).get('/v1/stream');
  expect(problemOf(response)).toMatchObject({ status: 404 });
});

test('cuts the connection when it fails later, and logs why', async () => {
  async function* failing(): AsyncGenerator<ServerEvent> {
    yield { name: 'operation', data: 1 };
    throw new Error('the source broke');
  }
  lines.length = 0;
  await expect(request(createApp(ctx, temporal, { routes: [streaming(failing)] })).get('/v1/stream')).rejects.toThrow();
  expect(lines.join()).toContain('request failed by a bug');
});

test('stops asking for events once the server closes', async () => {
  const closing = new AbortController();
  let ended = false;
  async function* endless(closed: AbortSignal): AsyncGenerator<ServerEvent> {
    try {
      yield { name: 'operation', data: 1 };
      await new Promise((resolve) => closed.addEventListener('abort', resolve));
      yield { name: 'operation', data: 2 };
    } finally {
      ended = true;
    }
  }
  const app = createApp(ctx, temporal, { routes: [streaming(endless)], closing: closing.signal });
  setTimeout(() => {
    closing.abort();
  }, 50);
  const response = await request(app).get('/v1/stream');
  expect(response.text).not.toContain('data:2');
  expect(ended).toBe(true);
});

test('answers HEAD without opening a stream', async () => {
  const response = await request(createApp(ctx, temporal, { routes: [streaming(twoEvents)] })).head('/v1/stream');
  expect([response.status, response.type]).toEqual([200, 'text/event-stream']);
});
