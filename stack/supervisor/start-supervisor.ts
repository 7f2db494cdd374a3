import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MARK } from '../processes/find-marked-processes.ts';
import type { StackPaths } from '../stack-paths.ts';
import { writePlan, type Plan } from './plan.ts';

/** Starts the supervisor of the plan in a session of its own, so that it outlives this command and the terminal. */
export function startSupervisor(paths: StackPaths, plan: Plan): void {
  writePlan(paths.plan, plan);
  rmSync(paths.supervisor, { force: true });
  const log = openSync(join(paths.logs, 'supervisor.log'), 'a', 0o600);
  const supervisor = spawn(process.execPath, [join(paths.root, 'stack/supervisor/main.ts'), paths.plan], {
    cwd: paths.root,
    env: { ...process.env, [MARK]: plan.mark },
    stdio: ['ignore', log, log],
    detached: true,
  });
  supervisor.unref();
  closeSync(log);
}
