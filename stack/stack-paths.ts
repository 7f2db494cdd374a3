import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

export type StackPaths = {
  root: string;
  home: string;
  servers: string;
  python: string;
  tools: string;
  logs: string;
  run: string;
  ports: string;
  plan: string;
  supervisor: string;
  secrets: string;
  environment: string;
  demo: string;
};

/** Every place the local stack writes to; all of them are under `.dartwing` in the project folder. */
export function stackPaths(root: string): StackPaths {
  const home = join(root, '.dartwing');
  const run = join(home, 'run');
  return {
    root,
    home,
    servers: join(home, 'opt', 'servers'),
    python: join(home, 'opt', 'python'),
    tools: join(home, 'tools'),
    logs: join(home, 'logs'),
    run,
    ports: join(home, 'stack.json'),
    plan: join(run, 'plan.json'),
    supervisor: join(run, 'supervisor.json'),
    secrets: join(home, 'secrets.json'),
    environment: join(home, 'environment'),
    demo: join(home, 'demo.json'),
  };
}

/**
 * The mark every process of this checkout carries in its environment. Derived from the real path and not
 * stored, so that strays are found even when all state files are lost. The shim computes the same.
 */
export function stackId(root: string): string {
  return createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16);
}
