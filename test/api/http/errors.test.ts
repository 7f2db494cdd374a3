import request from 'supertest';
import { z } from 'zod';

import { createApp } from '../../../api/app.ts';
import { openRoute } from '../../../api/http/route.ts';
import { Fault, FAULTS, isFaultCode } from '../../../domain/errors.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { problemOf } from '../../support/api-client.ts';

let thrown: unknown;
const failing = openRoute({
  id: 'fail',
  method: 'get',
  path: '/v1/fail',
  area: 'Test',
  summary: 'Fail as told',
  answers: { 200: { description: 'Never', schema: z.unknown(), example: {} } },
  handle: () => Promise.reject(thrown instanceof Error ? thrown : new Error('thrown', { cause: thrown })),
});

const { ctx, temporal, lines } = contextWithoutSystems();
const app = createApp(ctx, temporal, { routes: [failing] });
async function failWith(error: unknown) {
  thrown = error;
  lines.length = 0;
  return request(app).get('/v1/fail').set('X-Request-Id', 'trace-0001');
}

test.each(Object.keys(FAULTS))('answers %s with the status and title of the table', async (code) => {
  if (!isFaultCode(code)) throw new Error(code);
  const problem = problemOf(await failWith(new Fault(code, 'What happened.')));
  expect(problem).toMatchObject({
    type: `/problems/${code}`,
    title: FAULTS[code].title,
    status: FAULTS[code].status,
    detail: 'What happened.',
    instance: '/v1/fail',
    code,
    traceId: 'trace-0001',
  });
});

test('answers what was refused unread with 400 and 428', async () => {
  const invalid = problemOf(await failWith(new Fault('invalid', 'Unread.', { unread: true })));
  const stale = problemOf(await failWith(new Fault('stale', 'Unread.', { unread: true })));
  expect([invalid.status, stale.status]).toEqual([400, 428]);
});

test('says when to try again', async () => {
  const given = await failWith(new Fault('unavailable', 'Away.', { retryAfterSeconds: 12 }));
  const usual = await failWith(new Fault('unavailable', 'Away.'));
  expect([given.get('Retry-After'), usual.get('Retry-After')]).toEqual(['12', '5']);
});

test('names the way to sign in when a key is missing', async () => {
  expect((await failWith(new Fault('unauthenticated', 'No key.'))).get('WWW-Authenticate')).toBe(
    'Bearer realm="dartwing"',
  );
});

test('answers a bug without a word about it, and logs where it happened under the trace id', async () => {
  const bug = Object.assign(new Error("insert into `x` values ('PRIVATE') - Duplicate entry 'PRIVATE'"), {
    code: 'ER_DUP_ENTRY',
    errno: 1062,
    sql: "insert into `x` values ('PRIVATE')",
  });
  const response = await failWith(bug);
  expect(problemOf(response)).toMatchObject({ status: 500, code: 'internal', type: '/problems/internal' });
  expect(response.text).not.toMatch(/PRIVATE|insert|ER_DUP|stack|Error/);
  const log = lines.join();
  expect(log).toContain('trace-0001');
  expect(log).toContain('errors.test');
  expect(log).toContain('ER_DUP_ENTRY');
  expect(log).not.toContain('PRIVATE');
});

test('logs what only we can repair, and nothing for what the caller can', async () => {
  await failWith(new Fault('misconfigured', 'The billing account is unknown.'));
  expect(lines.join()).toContain('The billing account is unknown.');
  await failWith(new Fault('conflict', 'Job JOB-1 is completed.'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"code":"conflict"');
});

test.each(['x', 'has blank in it', 'a'.repeat(65), '{"a":1}', 'newline%0a', '<script>1</script>'])(
  'gives a trace id of its own instead of %s',
  async (given) => {
    const response = await request(app).get('/v1/none').set('X-Request-Id', given);
    expect(problemOf(response).traceId).toMatch(/^[0-9a-f-]{36}$/);
  },
);
