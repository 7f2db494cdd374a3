import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './identify-process.ts';

/** Asks the processes to end, and ends those that are still there after the grace. */
export async function stopProcesses(processes: ProcessIdentity[], graceMs: number): Promise<void> {
  signalAll(processes, 'SIGTERM');
  if (await allGone(processes, graceMs)) return;
  signalAll(processes, 'SIGKILL');
  await allGone(processes, 5_000);
}

/** Waits until none of them lives; says whether that happened in time. */
export async function allGone(processes: ProcessIdentity[], withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; processes.some(isAlive); await sleep(30)) {
    if (Date.now() > end) return false;
  }
  return true;
}

function signalAll(processes: ProcessIdentity[], signal: NodeJS.Signals): void {
  for (const identity of processes.filter(isAlive)) {
    try {
      process.kill(identity.pid, signal);
    } catch {
      // It ended by itself between the look and the signal.
    }
  }
}
