import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { listJobsRoute } from '../../../api/dispatch/list-jobs.ts';
import { countedAddress } from '../../../api/http/rate-limits.ts';
import { problemOf } from '../../support/api-client.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('counts %s as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});

const { ctx, temporal, lines } = contextWithoutSystems({ RATE_LIMIT_PER_MINUTE: '1' });

test('counts by itself while Redis is away, says so once, and refuses what is too much', async () => {
  const app = createApp(ctx, temporal, { routes: [listJobsRoute] });
  const answers = [];
  for (let sent = 0; sent < 7; sent += 1) answers.push(await request(app).get('/v1/jobs'));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(answers[0]?.get('RateLimit-Policy')).toBe('"address";q=5;w=60');
  expect(answers[0]?.get('RateLimit')).toBe('"address";r=4;t=60');
  const [last] = answers.slice(-1);
  if (last === undefined) throw new Error('no answer');
  expect(problemOf(last)).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(last.get('Retry-After'))).toBeGreaterThan(0);
  expect(last.get('RateLimit')).toMatch(/^"address";r=0;t=\d+$/);
  expect(lines.filter((line) => line.includes('Redis does not answer'))).toHaveLength(1);
});

test('counts no header that a caller can write for an address', async () => {
  const app = createApp(ctx, temporal, { routes: [listJobsRoute] });
  const statuses = [];
  for (let sent = 0; sent < 6; sent += 1) {
    const response = await request(app)
      .get('/v1/jobs')
      .set('X-Forwarded-For', `203.0.113.${String(sent)}`);
    statuses.push(response.status);
  }
  expect(statuses.at(-1)).toBe(429);
});
