import { testContext } from './context.ts';

const START_MS = Date.parse('2026-11-25T09:30:00.000Z');

/** A real context whose clock stands still until it is set, and begins anew at the same instant for each test. */
export function standingClock() {
  let nowMs = START_MS;
  beforeEach(() => {
    nowMs = START_MS;
  });
  return {
    ctx: testContext({ now: () => new Date(nowMs) }),
    /** The instant so long after the beginning. */
    at: (ms: number): string => new Date(START_MS + ms).toISOString(),
    setTo: (ms: number): void => {
      nowMs = START_MS + ms;
    },
  };
}
