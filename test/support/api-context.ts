import { Writable } from 'node:stream';

import { pino } from 'pino';

import { parseConfig } from '../../activities/context/config.ts';
import type { Context } from '../../activities/context/context.ts';
import { closeContext, createContext } from '../../activities/context/create-context.ts';
import { createTemporalClient } from '../../temporal/client.ts';

/** Nothing listens there: every system is away. */
const NOWHERE = {
  DATABASE_URL: 'mysql://nobody:nothing@127.0.0.1:9/none',
  REDIS_URL: 'redis://127.0.0.1:9',
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  LOG_LEVEL: 'silent',
};

/** A log that keeps its lines, with the serializers of the real one. */
export function keepLog(like: Context['log']): { log: Context['log']; lines: string[] } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const serializers: unknown = Reflect.get(like, pino.symbols.serializersSym);
  const log = pino({ level: 'trace' }, stream);
  Reflect.set(log, pino.symbols.serializersSym, serializers);
  return { log, lines };
}

/** A context without any system, for what the HTTP layer does by itself. Closed after the tests of the file. */
export function contextWithoutSystems(environment: Record<string, string> = {}) {
  const real = createContext(parseConfig({ ...NOWHERE, ...environment }), 'test');
  real.redis.disconnect();
  const { log, lines } = keepLog(real.log);
  const ctx: Context = { ...real, log };
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = ctx.config;
  const temporal = createTemporalClient({ address, namespace });
  // The client never connected, so it has nothing to close; a call that it still repeats would throw on a closed channel.
  afterAll(() => closeContext(real));
  return { ctx, temporal, lines };
}
