import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { Connection } from '@temporalio/client';

const ANSWERS_WITHIN_MS = 30_000;

export interface TemporalServer {
  readonly address: string;
  /** Starts it, on the data it had before, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it, and waits for that. */
  stop(): Promise<void>;
}

/** A Temporal server of a test's own, which it may stop and start again. It keeps its data in the file. */
export function temporalServer({ port, file }: { port: number; file: string }): TemporalServer {
  const address = `127.0.0.1:${String(port)}`;
  let running: ChildProcess | undefined = undefined;
  return {
    address,
    start: async () => {
      const words = ['--ip', '127.0.0.1', '--port', String(port), '--headless', '--log-level', 'error'];
      running = spawn(
        process.env['TEMPORAL_CLI_PATH'] ?? 'temporal',
        [...['server', 'start-dev', ...words, '--db-filename', file]],
        { stdio: 'ignore' },
      );
      await answered(address);
    },
    stop: async () => {
      if (running === undefined || running.exitCode !== null) return;
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      await ended;
    },
  };
}

async function answered(address: string): Promise<void> {
  for (const untilMs = performance.now() + ANSWERS_WITHIN_MS; ; await sleep(100)) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '1 second' });
      await connection.close();
      return;
    } catch (error) {
      if (performance.now() > untilMs) throw error;
    }
  }
}
