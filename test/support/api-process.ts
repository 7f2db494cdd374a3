import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import { testEnvironment } from './context.ts';

const Line = z.looseObject({ msg: z.string(), address: z.string().optional() });

export interface ApiProcess {
  readonly url: string;
  /** Where it tells its metrics. */
  readonly metrics: string;
  readonly process: ChildProcess;
  /** Every line of its log so far. */
  readonly lines: string[];
  /** What it wrote besides, which is shown, too. */
  readonly errors: string[];
  /** Ends it as an orchestrator does, and waits for it. */
  stop(): Promise<void>;
}

/** Starts the API as a process of its own, on this test's database, and waits until it is served. */
export async function startApi({
  namespace,
  env = {},
}: {
  namespace: string;
  env?: Record<string, string>;
}): Promise<ApiProcess> {
  const child = spawn(process.execPath, ['api/server.ts'], {
    env: {
      ...testEnvironment(),
      LOG_LEVEL: 'info',
      TEMPORAL_NAMESPACE: namespace,
      API_PORT: '0',
      API_METRICS_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => {
    errors.push(line);
    process.stderr.write(`${line}\n`);
  });
  const addresses = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const { msg, address } = Line.parse(JSON.parse(line));
      if (address !== undefined) addresses.set(msg, address);
      if (msg === 'the API is served') resolve();
    });
    void ended.then(() => {
      reject(new Error('The API ended before it was served'));
    });
  });
  return {
    url: addresses.get('the API is served') ?? '',
    metrics: addresses.get('metrics are served') ?? '',
    process: child,
    lines,
    errors,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
