import { parseConfig } from '../../activities/context/config.ts';
import type { Context } from '../../activities/context/context.ts';
import { closeContext, createContext } from '../../activities/context/create-context.ts';
import { createLog } from '../../activities/context/create-log.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { TEST_PAYLOAD_KEYS, testPayloadKeys } from './payload-keys.ts';

/** Nothing listens there: every system is away. */
const NOWHERE = {
  DATABASE_URL: 'mysql://nobody:nothing@127.0.0.1:9/none',
  REDIS_URL: 'redis://127.0.0.1:9',
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS,
  LOG_LEVEL: 'silent',
  API_DRAIN_MS: '0',
};

/** The log of tests, which keeps its lines. */
export function keepLog(): { log: Context['log']; lines: string[] } {
  const lines: string[] = [];
  const log = createLog({ LOG_LEVEL: 'trace' }, 'test', { write: (line) => lines.push(line) });
  return { log, lines };
}

/** A context without any system, for what the HTTP layer does by itself. Closed after the tests of the file. */
export function contextWithoutSystems(environment: Record<string, string> = {}) {
  const real = createContext(parseConfig({ ...NOWHERE, ...environment }), 'test');
  real.redis.disconnect();
  const { log, lines } = keepLog();
  const ctx: Context = { ...real, log };
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = ctx.config;
  const temporal = createTemporalClient({ address, namespace, payloadKeys: testPayloadKeys() });
  // The client never connected, so it has nothing to close; a call that it still repeats would throw on a closed channel.
  afterAll(() => closeContext(real));
  return { ctx, temporal, lines };
}
