import request from 'supertest';
import { z } from 'zod';

import { createApp } from '../../../api/app.ts';
import { openRoute } from '../../../api/http/route.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { fromJson } from '../../support/from-json.ts';

const greet = openRoute({
  id: 'greet',
  method: 'get',
  path: '/v1/greet/{name}',
  area: 'Test',
  summary: 'Greet',
  params: z.object({ name: z.string().max(100) }),
  answers: { 200: { description: 'A greeting', schema: z.object({}), example: {} } },
  handle: () => Promise.resolve({ status: 200, body: {} }),
});
const { ctx, temporal, lines } = contextWithoutSystems();
const app = createApp(ctx, temporal, { routes: [greet] });

test('a request is logged and timed by the template of its route, and what it asked for by neither', async () => {
  await request(app).get('/v1/greet/Zora').set('X-Request-Id', 'trace-0001');
  await request(app).get('/v1/greet/Zora?from=Moreau');
  await request(app).get('/Zora');
  expect(lines.map(fromJson)).toMatchObject([
    { msg: 'request', traceId: 'trace-0001', method: 'GET', route: '/v1/greet/{name}', status: 200 },
    { msg: 'request', method: 'GET', route: '/v1/greet/{name}', status: 400 },
    { msg: 'request', method: 'GET', status: 404 },
  ]);
  const exposed = await ctx.metrics.registry.metrics();
  expect(exposed).toContain('seconds_count{route="/v1/greet/{name}",method="GET",status="200"} 1');
  expect(exposed).toContain('seconds_count{route="none",method="GET",status="404"} 1');
  expect(`${lines.join('')}${exposed}`).not.toMatch(/Zora|Moreau/);
});
