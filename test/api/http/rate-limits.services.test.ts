import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

import { createApp } from '../../../api/app.ts';
import { connectRedis } from '../../../activities/context/connect-redis.ts';
import { testApi, withKey } from '../../support/api.ts';
import { problemOf } from '../../support/api-client.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, temporal, app } = testApi({ RATE_LIMIT_PER_MINUTE: '3' });

// The address is the same in every test and every run.
beforeEach(async () => {
  if (ctx.redis.status !== 'ready') await once(ctx.redis, 'ready');
  await ctx.redis.del('rate:address:127.0.0.1', 'rate:address:0:0:0:0::/64');
});

test('counts a key over all processes, and other keys for themselves', async () => {
  const organization = await anOrganization(ctx);
  const secret = await aKey(ctx, organization);
  const processes = [app, createApp(ctx, temporal)];
  const answers = [];
  for (let sent = 0; sent < 5; sent += 1) {
    answers.push(await withKey(processes[sent % 2] ?? app, secret).get('/v1/jobs'));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(answers.map((answer) => answer.get('RateLimit')?.split(';t=')[0])).toEqual([
    '"key";r=2',
    '"key";r=1',
    '"key";r=0',
    '"key";r=0',
    '"key";r=0',
  ]);
  const refused = answers[3];
  if (refused === undefined) throw new Error('no answer');
  expect(problemOf(refused)).toMatchObject({ code: 'rate_limited' });
  expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0);
  expect(Number(refused.get('Retry-After'))).toBeLessThanOrEqual(60);
  expect((await withKey(app, await aKey(ctx, organization)).get('/v1/jobs')).status).toBe(200);
});

/** A Redis that answers until it is silenced, as one does that is stopped by a signal or behind a cut cable. */
async function aRedisToSilence() {
  const target = new URL(ctx.config.REDIS_URL);
  const sockets = new Set<Socket>();
  let silent = false;
  let askedInVain = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
    near.on('data', (chunk) => {
      if (silent) askedInVain += 1;
      else far.write(chunk);
    });
    far.on('data', (chunk) => void (silent || near.write(chunk)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  const throughProxy = new URL(target);
  throughProxy.host = `127.0.0.1:${String(bound.port)}`;
  const redis = connectRedis({ ...ctx.config, REDIS_URL: throughProxy.href });
  redis.on('error', () => undefined);
  await redis.connect();
  return {
    redis,
    silence: () => {
      silent = true;
    },
    asked: () => askedInVain,
    close: () => {
      redis.disconnect();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('waits for a silent Redis at most once in some seconds, and still counts', async () => {
  const { redis, silence, asked, close } = await aRedisToSilence();
  const call = withKey(createApp({ ...ctx, redis }, temporal), await aKey(ctx, await anOrganization(ctx)));
  expect((await call.get('/v1/jobs')).status).toBe(200);
  silence();
  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await call.get('/v1/jobs')).status);
  close();
  expect(statuses).toEqual([200, 200, 200, 429]);
  // Each command that is asked of a silent Redis holds its request until the command's time limit.
  expect(asked()).toBe(1);
});
