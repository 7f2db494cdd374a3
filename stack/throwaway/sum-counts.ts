import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../state/read-json.ts';

export type Counts = { passed: number; failed: number; skipped: number };

/** Adds up the files that the Jest runs left in a folder, one of each run. */
export function sumCounts(folder: string): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const run = readJson(join(folder, file)) ?? {};
    for (const key of ['passed', 'failed', 'skipped'] as const) {
      const count = run[key];
      if (typeof count === 'number') sum[key] += count;
    }
  }
  return sum;
}
