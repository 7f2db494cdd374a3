import { setTimeout as sleep } from 'node:timers/promises';

import { pino } from 'pino';

import { connectTemporal } from '../../workers/connect-temporal.ts';

const NOWHERE = '127.0.0.1:1';

function waiting(patienceMs: number) {
  const lines: string[] = [];
  const stop = new AbortController();
  const log = pino({}, { write: (line) => lines.push(line) });
  return { lines, stop, connected: connectTemporal(NOWHERE, log, { patienceMs, pauseMs: 20, stop: stop.signal }) };
}

describe('connecting to Temporal', () => {
  it('tries again for a while, then gives up with a sentence', async () => {
    const { lines, connected } = waiting(2_000);
    await expect(connected).rejects.toThrow(
      `Temporal did not answer at ${NOWHERE}. Start it, or correct TEMPORAL_ADDRESS.`,
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toContain('"msg":"waiting for Temporal"');
  });

  it('stops waiting when it is asked to', async () => {
    const { stop, connected } = waiting(60_000);
    await sleep(50);
    stop.abort();
    await expect(connected).resolves.toBeUndefined();
  });
});
