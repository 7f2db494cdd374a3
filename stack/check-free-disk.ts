import { statfsSync } from 'node:fs';
import { StackError } from './stack-error.ts';

export const LEAST_FREE_BYTES = 1_000_000_000;

export function freeDiskBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** Refuses to start on a nearly full disk, which would abort MariaDB in the middle of its work. */
export function checkFreeDisk(path: string): void {
  const free = freeDiskBytes(path);
  if (free < LEAST_FREE_BYTES) {
    throw new StackError(
      'machine',
      `Only ${Math.floor(free / 1e6)} MB of disk are free at ${path}. Free at least 1 GB and run it again.`,
    );
  }
}
