import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisPrograms } from '../fetch/fetch-servers.ts';
import { writePrivateFile } from '../state/write-private-file.ts';
import type { Service } from './service.ts';

export type RedisOptions = {
  folder: string;
  programs: RedisPrograms;
  port: number;
  password: string;
  throwaway: boolean;
};

export function redisUrl(port: number, password: string): string {
  return `redis://:${password}@127.0.0.1:${port}/0`;
}

/** Writes redis.conf (0600: a password on the command line would be seen by everybody) and says how to start it. */
export function redisService({ folder, programs, port, password, throwaway }: RedisOptions): Service {
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writePrivateFile(
    join(folder, 'redis.conf'),
    [
      'bind 127.0.0.1',
      `port ${port}`,
      'protected-mode yes',
      `requirepass ${password}`,
      `dir ${JSON.stringify(data)}`,
      'daemonize no',
      // Changing its title would overwrite the environment in which we look for our mark.
      'set-proc-title no',
      'save ""',
      `appendonly ${throwaway ? 'no' : 'yes'}`,
      'appendfsync everysec',
      'maxmemory 256mb',
      'maxmemory-policy noeviction',
      '',
    ].join('\n'),
  );
  return {
    name: 'redis',
    command: programs.daemon,
    args: [join(folder, 'redis.conf')],
    cwd: folder,
    environment: programs.environment,
    port,
    probe: { kind: 'redis', url: redisUrl(port, password) },
    readyWithinMs: 30_000,
    stopWithinMs: 10_000,
  };
}
