import request from 'supertest';
import { z } from 'zod';

import { createApp } from '../../../api/app.ts';
import { openRoute } from '../../../api/http/route.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { bodyOf, problemOf } from '../../support/api-client.ts';

const Row = z.strictObject({ item: z.string().max(20), quantity: z.number().min(0) });

const echo = openRoute({
  id: 'echo',
  method: 'post',
  path: '/v1/echoes/{name}',
  area: 'Test',
  summary: 'Answer what was understood',
  params: z.strictObject({ name: z.string().max(20) }),
  query: z.strictObject({ 'filter[status]': z.string().max(20).optional(), limit: z.coerce.number().optional() }),
  headers: z.object({ 'If-Match': z.string().max(20).optional() }),
  body: z.strictObject({ title: z.string().min(1).max(20), rows: z.array(Row).max(3).optional() }),
  bodyExample: { title: 'x' },
  answers: { 200: { description: 'It', schema: z.unknown(), example: {} } },
  handle: ({ params, query, headers, body }) =>
    Promise.resolve({ status: 200, body: { params, query, headers, body } }),
});

const { ctx, temporal, lines } = contextWithoutSystems();
const app = createApp(ctx, temporal, { routes: [echo] });
const post = (path = '/v1/echoes/a') => request(app).post(path);

test('hands over every part of a request as it was parsed', async () => {
  const response = await post('/v1/echoes/J%C3%93B%20?filter[status]=open&limit=3')
    .set('If-Match', '"v1"')
    .set('X-Other', 'not named')
    .send({ title: 'Leak' });
  expect(bodyOf(response)).toEqual({
    params: { name: 'JÓB ' },
    query: { 'filter[status]': 'open', limit: 3 },
    headers: { 'If-Match': '"v1"' },
    body: { title: 'Leak' },
  });
});

test('names every refused field by its pointer, and no value', async () => {
  const response = await post().send({
    rows: [{ item: 'secret-value-1', quantity: -1, 'a/b~c': 1 }],
    extra: 'secret-value-2',
  });
  const problem = problemOf(response);
  expect(problem).toMatchObject({ status: 400, code: 'invalid', type: '/problems/invalid', instance: '/v1/echoes/a' });
  expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual([
    '/extra',
    '/rows/0/a~1b~0c',
    '/rows/0/quantity',
    '/title',
  ]);
  expect(problem.errors).toContainEqual({ pointer: '/title', detail: 'Is required' });
  expect(response.text).not.toContain('secret-value');
});

test.each([
  ['__proto__ in the body', '{"title":"x","__proto__":{"admin":true}}'],
  ['constructor in the body', '{"title":"x","constructor":{"prototype":{"admin":true}}}'],
  ['__proto__ in a row', '{"title":"x","rows":[{"item":"a","quantity":1,"__proto__":{"admin":true}}]}'],
])('refuses %s as an unknown field', async (_case, body) => {
  const problem = problemOf(await post().type('json').send(body));
  expect(problem).toMatchObject({ status: 400, errors: [{ detail: 'Is not known here' }] });
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});

test.each([
  ['an unknown key', 'sort=x'],
  ['__proto__', '__proto__=1'],
  ['constructor', 'constructor[prototype][x]=1'],
  ['a key that comes twice', 'filter[status]=a&filter[status]=b'],
  ['an array', 'filter[status][]=a'],
  ['a nested filter', 'filter[status][$ne]=a'],
])('refuses %s in the query', async (_case, query) => {
  expect(problemOf(await post(`/v1/echoes/a?${query}`).send({ title: 'x' })).status).toBe(400);
});

test.each([
  ['an array where an object is expected', '[]'],
  ['a number', '1'],
  ['a string', '"title"'],
  ['half a document', '{"title":'],
  ['nothing that is JSON', 'title=x'],
  ['NaN', '{"title":NaN}'],
])('refuses %s as a body', async (_case, body) => {
  const problem = problemOf(await post().type('json').send(body));
  expect(problem).toMatchObject({ status: 400, code: 'invalid' });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
  'refuses a body of type %s',
  async (type) => {
    const problem = problemOf(await post().set('Content-Type', type).send('{"title":"x"}'));
    expect(problem).toMatchObject({ status: 400, code: 'invalid' });
    expect(problem.detail).toContain('application/json');
  },
);

test('takes a missing body for an empty one', async () => {
  expect(problemOf(await post()).errors).toEqual([{ pointer: '/title', detail: 'Is required' }]);
});

test('refuses a body of more than 1 MiB, compressed or not, as too large', async () => {
  const title = 'x'.repeat(1_100_000);
  expect(problemOf(await post().send({ title }))).toMatchObject({ status: 413, code: 'too_large' });
});

test('refuses a charset and an encoding that it does not read', async () => {
  const charset = await post().set('Content-Type', 'application/json; charset=latin-9').send('{"title":"x"}');
  const encoding = await post().set('Content-Encoding', 'zstd-unknown').type('json').send('{"title":"x"}');
  const broken = ['gzip', 'deflate', 'br', 'zstd'].map((name) =>
    post().set('Content-Encoding', name).type('json').send('{"title":"x"}'),
  );
  const compressed = (await Promise.all(broken)).map((answer) => problemOf(answer).status);
  expect([problemOf(charset).status, problemOf(encoding).status, ...compressed]).toEqual(Array(6).fill(400));
});

test('refuses an address that is not UTF-8', async () => {
  expect(problemOf(await post('/v1/echoes/%ff').send({ title: 'x' }))).toMatchObject({ status: 400, code: 'invalid' });
});

test('answers an unknown address, and one that differs in case or by a slash, with 404', async () => {
  const paths = [
    '/v1/echo',
    '/V1/echoes/a',
    '/v1/Echoes/a',
    '/v1/echoes/a/',
    '/v1/echoes/a/b',
    '/v1/echoes/',
    '/..%2f',
  ];
  const statuses = await Promise.all(paths.map(async (path) => problemOf(await post(path).send({ title: 'x' })).code));
  expect(statuses).toEqual(paths.map(() => 'not_found'));
});

test('answers a method that is not offered with 405 and those that are', async () => {
  for (const method of ['get', 'put', 'patch', 'delete', 'options'] as const) {
    const response = await request(app)[method]('/v1/echoes/a');
    expect(problemOf(response)).toMatchObject({ status: 405, code: 'invalid' });
    expect(response.get('Allow')).toBe('POST');
  }
});

test('stays quick on a body of half a million wrong rows', async () => {
  const startedAtMs = performance.now();
  const response = await post()
    .type('json')
    .send(`{"title":"x","rows":[${'1,'.repeat(400_000)}1]}`);
  expect(problemOf(response).status).toBe(400);
  expect(response.text.length).toBeLessThan(20_000);
  expect(performance.now() - startedAtMs).toBeLessThan(10_000);
});

test('answers at most fifty refused fields', async () => {
  const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`unknown${String(index)}`, 1]));
  expect(problemOf(await post().send({ title: 'x', ...body })).errors).toHaveLength(50);
});

test('logs no path, no query and no body', async () => {
  lines.length = 0;
  await post('/v1/echoes/PRIVATE-1?filter[status]=PRIVATE-2').send({ title: 'PRIVATE-3' });
  await post('/PRIVATE-4').send({ title: 'PRIVATE-5' });
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('PRIVATE');
  const first: unknown = JSON.parse(lines[0] ?? '');
  expect(first).toMatchObject({ method: 'POST', route: '/v1/echoes/{name}', status: 200, msg: 'request' });
});
