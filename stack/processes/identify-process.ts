import { readFileSync } from 'node:fs';
import { isRecord } from '../state/read-json.ts';

/** A pid alone is reused; together with its start time and the boot it names one process for ever. */
export type ProcessIdentity = { pid: number; start: string; boot: string };

/** Who runs under this pid now; `undefined` when nobody does. A zombie counts as nobody. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets, so the fields are counted after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    if (state === undefined || start === undefined || 'ZX'.includes(state)) return undefined;
    return { pid, start, boot: bootId() };
  } catch {
    return undefined;
  }
}

/** Whether exactly this process still runs. `kill(pid, 0)` would say yes to zombies and to strangers. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid);
  return now !== undefined && now.start === identity.start && now.boot === identity.boot;
}

export function parseIdentity(value: unknown): ProcessIdentity | undefined {
  if (!isRecord(value)) return undefined;
  const { pid, start, boot } = value;
  if (typeof pid !== 'number' || typeof start !== 'string' || typeof boot !== 'string') return undefined;
  return { pid, start, boot };
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
