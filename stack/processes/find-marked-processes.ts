import { readFileSync, readdirSync } from 'node:fs';
import { identifyProcess, type ProcessIdentity } from './identify-process.ts';

export const MARK = 'DARTWING_STACK';

/** Every living process that carries the mark, so also grandchildren that left their group. */
export function findMarkedProcesses(mark: string): ProcessIdentity[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && carriesMark(entry, mark))
    .map((entry) => identifyProcess(Number(entry)))
    .filter((identity) => identity !== undefined);
}

function carriesMark(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK}=${mark}`);
  } catch {
    return false;
  }
}
