import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { findMarkedProcesses } from '../processes/find-marked-processes.ts';
import { StackError } from '../stack-error.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import { say } from '../terminal/say.ts';
import { down } from './down.ts';

/** What a start made. Fetched software (opt, tools, node), the lock and running tests are not in it. */
const FORGOTTEN = [
  'mariadb',
  'mariadb.new',
  'mariadb-init.sql',
  'mariadb-install.log',
  'redis',
  'redis.conf',
  'temporal',
  'run',
  'logs',
  'stack.json',
  'secrets.json',
  'environment',
  'demo.json',
];

/** Stops everything and forgets all data, after a yes from the person or `--yes`. */
export async function reset(paths: StackPaths, { yes }: { yes: boolean }): Promise<void> {
  if (!yes && !(await agreed())) return say('Nothing was changed.');
  if (findMarkedProcesses(stackId(paths.root)).length > 0) await down(paths);
  for (const name of FORGOTTEN) rmSync(join(paths.home, name), { recursive: true, force: true });
  say('All data is forgotten; the fetched software stays. ./dartwing up starts anew.');
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new StackError(
      'usage',
      'reset forgets all data, and there is no terminal to ask at. Say so with ./dartwing reset --yes.',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    'Stop everything and delete the databases, workflows and demo data of this checkout? [y/N] ',
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
