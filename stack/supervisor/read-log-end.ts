import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MOST_BYTES = 64 * 1024;

/** The last lines of a log, from byte `since` on; none when there is no log. */
export function readLogEnd(path: string, { lines, since = 0 }: { lines: number; since?: number }): string[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    const from = Math.max(since, size - MOST_BYTES, 0);
    const bytes = Buffer.alloc(Math.max(size - from, 0));
    readSync(file, bytes, 0, bytes.length, from);
    const text = bytes.toString('utf8').replace(/\n$/, '');
    return text === '' ? [] : text.split('\n').slice(-lines);
  } finally {
    closeSync(file);
  }
}
