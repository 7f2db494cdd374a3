import { stopMarkedProcesses } from '../processes/stop-marked-processes.ts';
import { allGone } from '../processes/stop-processes.ts';
import { findMarkedProcesses } from '../processes/find-marked-processes.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import { readLiveSupervisor } from './supervisor-state.ts';

// One after the other: codec server, API, worker and MariaDB may take 30 s each, Temporal 15, Redis 10.
const SUPERVISOR_GRACE_MS = 160_000;
const STRAY_GRACE_MS = 10_000;

/** Stops the supervisor with all its services, then whatever else of this checkout still runs. Returns how many ran. */
export async function stopStack(paths: StackPaths): Promise<number> {
  const mark = stackId(paths.root);
  const running = findMarkedProcesses(mark).length;
  const supervisor = readLiveSupervisor(paths.supervisor);
  if (supervisor !== undefined) {
    process.kill(supervisor.identity.pid, 'SIGTERM');
    await allGone([supervisor.identity], SUPERVISOR_GRACE_MS);
  }
  await stopMarkedProcesses(mark, STRAY_GRACE_MS);
  return running;
}
