import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';

const { ctx, temporal } = contextWithoutSystems();
const app = createApp(ctx, temporal);

test.each(['/v1/jobs', '/v1/none', '/livez', '/openapi.json'])('guards what %s answers', async (path) => {
  const { headers } = await request(app).get(path);
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});
