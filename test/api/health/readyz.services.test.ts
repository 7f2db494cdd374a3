import { once } from 'node:events';

import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { readyzRoute } from '../../../api/health/readyz.ts';
import { testApi } from '../../support/api.ts';
import { described, problemOf } from '../../support/api-client.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

const { ctx, temporal, app } = testApi();
const away = contextWithoutSystems();
const empty = emptyDatabase(ctx);

test('is ready when every part answers', async () => {
  if (ctx.redis.status !== 'ready') await once(ctx.redis, 'ready');
  const response = await request(app).get('/readyz');
  expect(described(readyzRoute, response)).toMatchObject({ status: 'ready' });
});

test('serves on without Redis, and says so', async () => {
  const response = await request(createApp({ ...ctx, redis: away.ctx.redis }, temporal)).get('/readyz');
  expect(response.status).toBe(200);
  expect(described(readyzRoute, response)).toMatchObject({
    status: 'degraded',
    parts: [{ state: 'up' }, { state: 'up' }, { name: 'redis', state: 'down' }],
  });
});

test('serves on without Temporal, since only operations need it, and says so', async () => {
  const response = await request(createApp({ ...ctx }, away.temporal)).get('/readyz');
  expect(response.status).toBe(200);
  expect(described(readyzRoute, response)).toMatchObject({
    status: 'degraded',
    parts: [
      { name: 'database', state: 'up' },
      { name: 'temporal', state: 'down', needed: false, remedy: expect.stringContaining('TEMPORAL_ADDRESS') },
      expect.anything(),
    ],
  });
});

test('serves nothing on a database that lacks migrations, and says how to run them', async () => {
  const response = await request(createApp({ ...ctx, db: empty }, temporal)).get('/readyz');
  const problem = problemOf(response);
  expect(problem).toMatchObject({
    status: 503,
    code: 'unavailable',
    parts: [{ name: 'database', state: 'outdated', needed: true }, expect.anything(), expect.anything()],
  });
  expect(problem.detail).toContain('npm run db:migrate');
  expect(problem.detail).not.toContain('does not answer');
});
