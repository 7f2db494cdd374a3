import { findMarkedProcesses } from './find-marked-processes.ts';
import { stopProcesses } from './stop-processes.ts';

const MOST_ROUNDS = 10;

/** Ends every process with the mark. Looks again until none is left: one may start another while it is being ended. */
export async function stopMarkedProcesses(mark: string, graceMs: number): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const processes = findMarkedProcesses(mark);
    if (processes.length === 0) return;
    await stopProcesses(processes, graceMs);
  }
}
