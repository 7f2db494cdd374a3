import { Redis } from 'ioredis';

/** Every key and value of a database of Redis, as one text. */
export async function dumpRedis(url: string): Promise<{ keys: string[]; text: string }> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const entries = await Promise.all(keys.map(async (key) => [key, await valueOf(redis, key)]));
    return { keys, text: JSON.stringify(entries) };
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'none':
      return 'expired meanwhile';
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES');
    default:
      throw new Error(`Nobody has taught the test to read a ${type} of Redis`);
  }
}
