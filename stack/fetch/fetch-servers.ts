import { globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../processes/run-program.ts';
import type { StackPaths } from '../stack-paths.ts';
import { step } from '../terminal/step.ts';
import { fetchDebianPackages } from './fetch-debian-packages.ts';
import { findProgram } from './find-program.ts';
import { isFittingMariadb, isFittingRedis } from './server-versions.ts';

const PACKAGES = ['mariadb-server-core', 'mariadb-client-core', 'redis-tools'];

export type ServerPrograms = {
  mariadb: { daemon: string; installer: string; baseFolder: string | undefined; environment: Record<string, string> };
  redis: { daemon: string; environment: Record<string, string> };
};

/** The MariaDB and Redis to use: fitting ones of this machine, else Debian's, unpacked into `.dartwing`. */
export async function fetchServers(paths: StackPaths): Promise<ServerPrograms> {
  const [mariadb, redis] = await Promise.all([findMariadb(), findRedis()]);
  if (mariadb !== undefined && redis !== undefined) return { mariadb, redis };
  const fetched = await fetchOwn(paths);
  return { mariadb: mariadb ?? fetched.mariadb, redis: redis ?? fetched.redis };
}

async function findMariadb(): Promise<ServerPrograms['mariadb'] | undefined> {
  const [daemon, installer] = [findProgram('mariadbd'), findProgram('mariadb-install-db')];
  if (daemon === undefined || installer === undefined) return undefined;
  const { output } = await runProgram([daemon, '--no-defaults', '--version']);
  return isFittingMariadb(output) ? { daemon, installer, baseFolder: undefined, environment: {} } : undefined;
}

async function findRedis(): Promise<ServerPrograms['redis'] | undefined> {
  const daemon = findProgram('redis-server');
  if (daemon === undefined) return undefined;
  const { output } = await runProgram([daemon, '--version']);
  return isFittingRedis(output) ? { daemon, environment: {} } : undefined;
}

async function fetchOwn(paths: StackPaths): Promise<ServerPrograms> {
  const stamp = join(paths.servers, 'fetched');
  const wanted = `${PACKAGES.join(' ')}\n${release()}`;
  if (readText(stamp) !== wanted) {
    await step('Fetching MariaDB and Redis (12 MB of Debian packages)', () =>
      fetchDebianPackages({ paths, folder: paths.servers, packages: PACKAGES }),
    );
    // The server is in the package of the tools: it takes its role from the name it is called by.
    symlinkSync('redis-check-rdb', join(paths.servers, 'usr/bin/redis-server'));
    writeFileSync(stamp, wanted);
  }
  const baseFolder = join(paths.servers, 'usr');
  const folders = libraryFolders(paths.servers);
  const environment: Record<string, string> = folders.length === 0 ? {} : { LD_LIBRARY_PATH: folders.join(':') };
  return {
    mariadb: {
      daemon: join(baseFolder, 'sbin/mariadbd'),
      installer: join(baseFolder, 'bin/mariadb-install-db'),
      baseFolder,
      environment,
    },
    redis: { daemon: join(baseFolder, 'bin/redis-server'), environment },
  };
}

/** Where the fetched libraries lie; nowhere on a machine that has them all. */
function libraryFolders(servers: string): string[] {
  return [join(servers, 'usr/lib'), join(servers, 'lib')].flatMap((folder) =>
    globSync('*-linux-gnu', { cwd: folder }).map((triple) => join(folder, triple)),
  );
}

function release(): string {
  return readText('/etc/os-release')?.match(/^PRETTY_NAME=.*$/m)?.[0] ?? 'unknown';
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
