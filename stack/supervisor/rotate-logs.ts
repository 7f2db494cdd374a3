import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGE_BYTES = 10_000_000;

/** Puts large logs aside; one earlier log of each is kept. Only while nobody writes to them. */
export function rotateLogs(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.log'))) {
    const path = join(folder, name);
    if (statSync(path).size > LARGE_BYTES) renameSync(path, `${path}.1`);
  }
}
