import type { Express } from 'express';
import request, { type Test } from 'supertest';

import { createApp } from '../../api/app.ts';
import { parseConfig } from '../../activities/context/config.ts';
import type { Context } from '../../activities/context/context.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { keepLog } from './api-context.ts';
import { testContext, testEnvironment } from './context.ts';

/** The whole API on real services, with what it logs. Limits are out of the way unless given. */
export function testApi(environment: Record<string, string> = {}) {
  const config = parseConfig({ RATE_LIMIT_PER_MINUTE: '1000000', ...testEnvironment(), ...environment });
  const real = testContext({ config });
  const { log, lines } = keepLog();
  const ctx: Context = { ...real, log };
  const temporal = createTemporalClient({
    address: config.TEMPORAL_ADDRESS,
    namespace: config.TEMPORAL_NAMESPACE,
    payloadKeys: config.TEMPORAL_PAYLOAD_KEYS,
  });
  afterAll(() => temporal.connection.close());
  return { ctx, temporal, lines, app: createApp(ctx, temporal) };
}

/** Calls the application with a key. */
export function withKey(app: Express, secret: string) {
  const signed = (test: Test): Test => test.set('Authorization', `Bearer ${secret}`);
  return {
    get: (path: string) => signed(request(app).get(path)),
    post: (path: string) => signed(request(app).post(path)),
    patch: (path: string) => signed(request(app).patch(path)),
    delete: (path: string) => signed(request(app).delete(path)),
  };
}
