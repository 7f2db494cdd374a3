import { once } from 'node:events';

import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { readyzRoute } from '../../../api/health/readyz.ts';
import { testApi } from '../../support/api.ts';
import { described } from '../../support/api-client.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';

const { ctx, temporal, app } = testApi();
const away = contextWithoutSystems();

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
