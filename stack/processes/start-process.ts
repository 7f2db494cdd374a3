import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Service } from '../services/service.ts';
import { endingWithParent } from './ending-with-parent.ts';
import { MARK } from './find-marked-processes.ts';

/**
 * Starts a program in a process group of its own with its output in a log file. When the starter dies, even
 * by SIGKILL, the program is told to end.
 */
export function startProcess(
  program: Pick<Service, 'command' | 'args' | 'cwd' | 'environment'>,
  { logFile, mark }: { logFile: string; mark: string },
): ChildProcess {
  const [command = '', ...args] = endingWithParent([program.command, ...program.args]);
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(command, args, {
      cwd: program.cwd,
      env: { ...process.env, ...program.environment, [MARK]: mark },
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}
