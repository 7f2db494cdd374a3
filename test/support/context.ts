import { parseConfig } from '../../activities/context/config.ts';
import type { Context } from '../../activities/context/context.ts';
import { closeContext, createContext } from '../../activities/context/create-context.ts';
import { TEST_PAYLOAD_KEYS } from './payload-keys.ts';

/** The environment of this Jest worker: its own database on the services of the run. */
export function testEnvironment(): Record<string, string | undefined> {
  const database = `/dartwing_test_${process.env['JEST_WORKER_ID'] ?? '1'}`;
  return {
    LOG_LEVEL: 'silent',
    ...process.env,
    DATABASE_URL: new URL(database, process.env['DATABASE_URL']).href,
    TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS,
  };
}

/** A real context for the tests of one file, closed after them. `over` replaces parts, such as the clock or the records. */
export function testContext(over: Partial<Context> = {}): Context {
  const ctx = createContext(parseConfig(testEnvironment()), 'test');
  afterAll(() => closeContext(ctx));
  return { ...ctx, ...over };
}
