import type { StackPaths } from '../stack-paths.ts';
import type { Service, Task } from './service.ts';

// After SIGTERM the worker lets running work finish for 20 s and ends it by 25 s; the API cuts requests off after 15 s.
const STOP_WITHIN_MS = 30_000;

/** The process that runs workflows and activities. */
export function workerService(paths: StackPaths, environment: Record<string, string>, port: number): Service {
  return nodeService('worker', 'workers/main.ts', { paths, environment, port });
}

/** The process that answers HTTP. */
export function apiService(paths: StackPaths, environment: Record<string, string>, port: number): Service {
  return nodeService('api', 'api/server.ts', { paths, environment, port });
}

/** The process that decrypts payloads for Temporal web. */
export function codecService(paths: StackPaths, environment: Record<string, string>, port: number): Service {
  const service = nodeService('codec', 'workers/codec-server.ts', { paths, environment, port });
  return { ...service, probe: { kind: 'http', url: `http://127.0.0.1:${port}/livez` } };
}

/** Brings the tables up to date; runs once between the servers and the worker. */
export function migrateTask(paths: StackPaths, environment: Record<string, string>): Task {
  return { name: 'migrate', command: process.execPath, args: ['stack/migrate.ts'], cwd: paths.root, environment };
}

function nodeService(
  name: 'worker' | 'api' | 'codec',
  script: string,
  { paths, environment, port }: { paths: StackPaths; environment: Record<string, string>; port: number },
): Service {
  return {
    name,
    command: process.execPath,
    args: [script],
    cwd: paths.root,
    environment,
    port,
    probe: { kind: 'http', url: `http://127.0.0.1:${port}/readyz` },
    readyWithinMs: 90_000,
    stopWithinMs: STOP_WITHIN_MS,
  };
}
