import { isIPv6 } from 'node:net';

import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import type { Context } from '../../activities/context/context.ts';
import { Fault } from '../../domain/errors.ts';
import type { Caller } from './caller.ts';

const WINDOW_SECONDS = 60;
/** Several keys may stand behind one address, so the address gets more; it bounds what is tried without a key. */
const ADDRESS_FACTOR = 5;
const REDIS_SKIPPED_MS = 5_000;

interface Limit {
  readonly name: 'address' | 'key';
  readonly points: number;
  consume(id: string): Promise<RateLimiterRes>;
}

/** Until when Redis is not asked. Both limits share it, so that a request waits for a silent Redis at most once. */
interface Pause {
  untilMs: number;
}

/** Counts in Redis, or in this process while Redis is gone: after a failure it is not asked again for some seconds. */
function createLimit({ redis, log }: Context, { name, points }: Omit<Limit, 'consume'>, pause: Pause): Limit {
  const options = { keyPrefix: `rate:${name}`, points, duration: WINDOW_SECONDS };
  const local = new RateLimiterMemory(options);
  const shared = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
  return {
    name,
    points,
    async consume(id) {
      if (performance.now() < pause.untilMs) return local.consume(id);
      try {
        return await shared.consume(id);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw error;
        pause.untilMs = performance.now() + REDIS_SKIPPED_MS;
        log.warn({ err: error }, 'Redis does not answer: requests are counted by this process alone');
        return local.consume(id);
      }
    },
  };
}

/** One subscriber of IPv6 holds a whole /64, so that is what counts as an address there. */
export function countedAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  const network = [...groups, ...zeros, ...rest].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Takes one request off the limit and says so in the headers. Throws `rate_limited` when none is left. */
async function take(limit: Limit, id: string, response: Response): Promise<void> {
  let refused = false;
  const state = await limit.consume(id).catch((error: unknown) => {
    if (!(error instanceof RateLimiterRes)) throw error;
    refused = true;
    return error;
  });
  const seconds = Math.ceil(state.msBeforeNext / 1000);
  response.set('RateLimit-Policy', `"${limit.name}";q=${String(limit.points)};w=${String(WINDOW_SECONDS)}`);
  response.set('RateLimit', `"${limit.name}";r=${String(state.remainingPoints)};t=${String(seconds)}`);
  if (!refused) return;
  const detail = `This ${limit.name} sent more than ${String(limit.points)} requests in a minute. Try again in ${String(seconds)} s.`;
  throw new Fault('rate_limited', detail, { retryAfterSeconds: Math.max(seconds, 1) });
}

export interface RateLimits {
  address(address: string | undefined, response: Response): Promise<void>;
  key(caller: Caller, response: Response): Promise<void>;
}

/** The two limits: by address before the key is looked up, by key afterwards. */
export function createRateLimits(ctx: Context): RateLimits {
  const perKey = ctx.config.RATE_LIMIT_PER_MINUTE;
  const pause: Pause = { untilMs: 0 };
  const byAddress = createLimit(ctx, { name: 'address', points: perKey * ADDRESS_FACTOR }, pause);
  const byKey = createLimit(ctx, { name: 'key', points: perKey }, pause);
  return {
    address: (address = 'unknown', response) => take(byAddress, countedAddress(address), response),
    key: ({ scope, key }, response) => take(byKey, `${scope.organizationId}:${key}`, response),
  };
}
