import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { endingWithParent } from './ending-with-parent.ts';

export type ProgramRun = { code: number; output: string };
export type ProgramOptions = { cwd?: string; environment?: Record<string, string>; logFile?: string };

/** Runs a program to its end and returns what it printed; a program that cannot be started has code 127. */
export function runProgram(words: string[], options: ProgramOptions = {}): Promise<ProgramRun> {
  const [command = '', ...args] = endingWithParent(words);
  return new Promise((resolve) => {
    let output = '';
    const finish = (code: number): void => {
      if (options.logFile !== undefined) appendFileSync(options.logFile, output, { mode: 0o600 });
      resolve({ code, output });
    };
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
