import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkerStatus } from '@temporalio/worker';

import { createReadiness } from '../../workers/check-readiness.ts';
import type { QueuePoll } from '../../workers/queue-polls.ts';
import { contextWithoutSystems } from '../support/api-context.ts';
import { testContext } from '../support/context.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const NOW_MS = Date.parse('2026-12-01T10:00:00.000Z');
const now = () => new Date(NOW_MS);
const ctx = testContext({ now });
const empty = emptyDatabase(ctx);
const away = contextWithoutSystems();

const inState = (runState: WorkerStatus['runState']) => ({ getStatus: () => ({ runState }) });
const poll = (over: Partial<QueuePoll>): QueuePoll => ({
  queue: 'core',
  tasks: 'activities',
  askedAtMs: NOW_MS - 10_000,
  busy: false,
  ...over,
});
const readiness = (polls: () => Promise<QueuePoll[]>, { db = ctx.db, state = 'RUNNING' as const } = {}) =>
  createReadiness({ db, now }, () => [inState(state)], polls)();

const missing = async (found: ReturnType<typeof readiness>): Promise<string[]> =>
  (await found).parts.filter(({ up }) => !up).map(({ name, state }) => `${name}: ${state}`);

describe('the readiness of a worker', () => {
  it('is given while the server has lately seen each queue being polled', async () => {
    const polls = [poll({}), poll({ tasks: 'workflows', askedAtMs: NOW_MS - 89_000 })];
    expect(await readiness(() => Promise.resolve(polls))).toEqual({
      ready: true,
      parts: [
        { name: 'database', up: true, state: 'answers' },
        { name: 'workers', up: true, state: 'running' },
        { name: 'temporal', up: true, state: 'answers' },
        { name: 'core activities', up: true, state: 'polled 10 s ago' },
        { name: 'core workflows', up: true, state: 'polled 89 s ago' },
      ],
    });
  });

  it.each([
    ['whose polling stopped', { askedAtMs: NOW_MS - 91_000 }, ['core activities: polled 91 s ago']],
    ['that never polled', { askedAtMs: undefined }, ['core activities: never polled']],
    ['that polled too long ago because it is full of work', { askedAtMs: NOW_MS - 600_000, busy: true }, []],
    ['whose clock is behind that of the server', { askedAtMs: NOW_MS + 5_000 }, []],
  ])('tells of a worker %s', async (_what, over, told) => {
    expect(await missing(readiness(() => Promise.resolve([poll(over)])))).toEqual(told);
  });

  it('is refused while Temporal does not answer, or refuses', async () => {
    const never = () => new Promise<never>(() => undefined);
    expect(await missing(readiness(never))).toEqual(['temporal: does not answer']);
    expect(await missing(readiness(() => Promise.reject(new Error('away'))))).toEqual(['temporal: does not answer']);
  });

  it('is refused while the database is away, or lacks migrations', async () => {
    const polled = () => Promise.resolve([poll({})]);
    expect(await missing(readiness(polled, { db: away.ctx.db }))).toEqual(['database: does not answer']);
    expect(await missing(readiness(polled, { db: empty }))).toEqual([
      'database: lacks migrations. Run `npm run db:migrate`',
    ]);
  });

  it('is refused before the workers are started, and when one of them ends', async () => {
    const polled = () => Promise.resolve([poll({})]);
    const none = createReadiness(ctx, () => [], polled);
    const draining = createReadiness(ctx, () => [inState('RUNNING'), inState('DRAINING')], polled);
    expect(await missing(none())).toEqual(['workers: not started']);
    expect(await missing(draining())).toEqual(['workers: running, draining']);
  });

  it('is kept for a moment, so that probes cost nothing, and then asked anew', async () => {
    let asked = 0;
    const check = createReadiness(
      ctx,
      () => [inState('RUNNING')],
      () => {
        asked += 1;
        return Promise.resolve([poll({})]);
      },
    );
    await Promise.all([check(), check()]);
    await check();
    expect(asked).toBe(1);
    await sleep(1_600);
    await check();
    expect(asked).toBe(2);
  });
});
