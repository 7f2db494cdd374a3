import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_NAMES, type LogName } from '../parse-arguments.ts';
import type { StackPaths } from '../stack-paths.ts';
import { readLogEnd } from '../supervisor/read-log-end.ts';
import { say } from '../terminal/say.ts';

const LINES_OF_ONE = 100;
const LINES_OF_EACH = 15;
const CHUNK_BYTES = 64 * 1024;

/** Prints the last lines of all logs or of one, and with `follow` what is added to them until it is interrupted. */
export async function logs(
  paths: StackPaths,
  { log, follow }: { log: LogName | undefined; follow: boolean },
): Promise<void> {
  const names = log === undefined ? [...LOG_NAMES] : [log];
  const prefix = (name: LogName): string => (log === undefined ? `${name.padEnd(10)} ` : '');
  const file = (name: LogName): string => join(paths.logs, `${name}.log`);
  const offsets = new Map(names.map((name) => [name, sizeOf(file(name))]));
  for (const name of names) {
    const lines = readLogEnd(file(name), { lines: log === undefined ? LINES_OF_EACH : LINES_OF_ONE });
    for (const line of lines) say(prefix(name) + line);
    if (log !== undefined && lines.length === 0) say(`The log of ${name} is empty.`);
  }
  while (follow) {
    await sleep(200);
    for (const name of names) {
      const added = readAdded(file(name), offsets.get(name) ?? 0);
      for (const line of added.lines) say(prefix(name) + line);
      offsets.set(name, added.offset);
    }
  }
}

/** The whole lines added after an offset; a log that got shorter was put aside and begins anew. */
function readAdded(path: string, offset: number): { lines: string[]; offset: number } {
  const size = sizeOf(path);
  const from = size < offset ? 0 : offset;
  if (size === from) return { lines: [], offset: from };
  const bytes = Buffer.alloc(Math.min(size - from, CHUNK_BYTES));
  const file = openSync(path, 'r');
  const count = readSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
  const read = bytes.subarray(0, count);
  // A line longer than the chunk is printed in pieces.
  const end = read.includes(10) ? read.lastIndexOf(10) + 1 : count === CHUNK_BYTES ? count : 0;
  const text = read.subarray(0, end).toString('utf8').replace(/\n$/, '');
  return { lines: end === 0 ? [] : text.split('\n'), offset: from + end };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
