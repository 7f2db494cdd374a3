import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { livezRoute } from '../../../api/health/livez.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { described, problemOf } from '../../support/api-client.ts';

const { ctx, temporal } = contextWithoutSystems();

test('says that the process lives while every other part is away', async () => {
  const response = await request(createApp(ctx, temporal)).get('/livez');
  expect(described(livezRoute, response)).toEqual({ status: 'alive' });
});

test('names each missing part with its remedy, within two seconds', async () => {
  const startedAtMs = performance.now();
  const response = await request(createApp(ctx, temporal)).get('/readyz');
  expect(performance.now() - startedAtMs).toBeLessThan(10_000);
  const problem = problemOf(response);
  expect(problem).toMatchObject({
    status: 503,
    code: 'unavailable',
    parts: [
      { name: 'database', state: 'down', needed: true },
      { name: 'temporal', state: 'down', needed: false },
      { name: 'redis', state: 'down', needed: false },
    ],
  });
  expect(problem.detail).toContain('Start MariaDB');
  expect(problem).toMatchObject({ parts: { 1: { remedy: expect.stringContaining('Start the Temporal server') } } });
});

test('is not ready once the process begins to close', async () => {
  const app = createApp(ctx, temporal, { closing: AbortSignal.abort() });
  const response = await request(app).get('/readyz');
  expect(problemOf(response).detail).toContain('closing');
});
