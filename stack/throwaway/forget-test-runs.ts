import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from '../processes/identify-process.ts';
import { stopMarkedProcesses } from '../processes/stop-marked-processes.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';

/** The mark of a test run; other than that of the stack, so that neither sweeps the other away. */
export function testMark(paths: StackPaths, pid: number): string {
  return `${stackId(paths.root)}-test-${pid}`;
}

/** Ends all processes of a test run, what npm and Jest started included, and removes its folder. */
export async function wipeTestRun({ folder, mark }: { folder: string; mark: string }): Promise<void> {
  // Nothing of it is kept, so nothing needs time to end in good order.
  await stopMarkedProcesses(mark, 0);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Wipes the runs whose command was killed before it could do so itself. */
export async function forgetDeadTestRuns(paths: StackPaths): Promise<void> {
  for (const entry of readdirSync(paths.home)) {
    const pid = Number(/^test-(\d+)$/.exec(entry)?.[1]);
    if (Number.isNaN(pid) || isTestRun(pid)) continue;
    await wipeTestRun({ folder: join(paths.home, entry), mark: testMark(paths, pid) });
  }
}

/** A reused pid may belong to any program; only a Node that runs our command counts. */
function isTestRun(pid: number): boolean {
  return identifyProcess(pid) !== undefined && commandLine(pid).includes('stack/main.ts test');
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
