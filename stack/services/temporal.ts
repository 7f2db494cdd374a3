import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from './service.ts';

export type TemporalOptions = {
  folder: string;
  cli: string;
  port: number;
  /** Without a UI port it is a throwaway server: in memory and without a web page. */
  uiPort: number | undefined;
  /** Where its web page has payloads decrypted. */
  codecPort?: number;
};

// The dev server polls its queues 20 times a second per shard and has one shard: 50 ms at each hop.
const DYNAMIC_CONFIG = [
  'history.transferProcessorMaxPollRPS=2000',
  'history.timerProcessorMaxPollRPS=2000',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

/** The Temporal dev server with the settings that make it fast enough, its state in an SQLite file. */
export function temporalService({ folder, cli, port, uiPort, codecPort }: TemporalOptions): Service {
  mkdirSync(join(folder, 'temporal'), { recursive: true, mode: 0o700 });
  const kept = [
    '--db-filename',
    'temporal/temporal.db',
    '--sqlite-pragma',
    'journal_mode=WAL',
    '--sqlite-pragma',
    'synchronous=1',
  ];
  return {
    name: 'temporal',
    command: cli,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), ...kept]),
      ...(codecPort === undefined ? [] : ['--ui-codec-endpoint', `http://127.0.0.1:${codecPort}`]),
      '--log-level',
      'warn',
      ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
    ],
    cwd: folder,
    environment: {},
    port,
    probe: { kind: 'temporal', address: `127.0.0.1:${port}`, namespace: 'default' },
    readyWithinMs: 60_000,
    stopWithinMs: 15_000,
  };
}
