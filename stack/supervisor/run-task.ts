import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from '../processes/start-process.ts';
import type { Task } from '../services/service.ts';
import { lastWords } from './keep-running.ts';
import { readLogEnd } from './read-log-end.ts';
import type { StepReport } from './supervisor-state.ts';

/** Runs a task once to its end; its last line becomes the note of the report. */
export async function runTask(
  task: Task,
  { mark, logs, report, changed }: { mark: string; logs: string; report: StepReport; changed: () => void },
): Promise<void> {
  const logFile = join(logs, `${task.name}.log`);
  const since = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = startProcess(task, { logFile, mark });
  Object.assign(report, { state: 'starting', pid: child.pid, startedAt: Date.now() });
  changed();
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  const lines = readLogEnd(logFile, { lines: 20, since });
  Object.assign(report, {
    state: code === 0 ? 'done' : 'failed',
    pid: undefined,
    note: code === 0 ? lines.at(-1) : lastWords(lines),
  });
  changed();
}
