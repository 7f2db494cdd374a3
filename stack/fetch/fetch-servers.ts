import { globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../processes/run-program.ts';
import type { GivenAddresses } from '../services/given-services.ts';
import type { StackPaths } from '../stack-paths.ts';
import { step } from '../terminal/step.ts';
import { fetchDebianPackages } from './fetch-debian-packages.ts';
import { findProgram } from './find-program.ts';
import { planFetch, SERVERS, type FetchedServer } from './plan-fetch.ts';
import { isFittingMariadb, isFittingRedis } from './server-versions.ts';

export type MariadbPrograms = {
  daemon: string;
  installer: string;
  baseFolder: string | undefined;
  environment: Record<string, string>;
};
export type RedisPrograms = { daemon: string; environment: Record<string, string> };

/** A server whose address is given is absent. */
export type ServerPrograms = { mariadb: MariadbPrograms | undefined; redis: RedisPrograms | undefined };

/** The MariaDB and Redis to use: fitting ones of this machine, else Debian's, unpacked into `.dartwing`. */
export async function fetchServers(
  paths: StackPaths,
  given: Pick<GivenAddresses, 'databaseUrl' | 'redisUrl'>,
): Promise<ServerPrograms> {
  const wanted = { mariadb: given.databaseUrl === undefined, redis: given.redisUrl === undefined };
  const [mariadb, redis] = await Promise.all([
    wanted.mariadb ? findMariadb() : undefined,
    wanted.redis ? findRedis() : undefined,
  ]);
  const missing = SERVERS.filter((server) => wanted[server] && { mariadb, redis }[server] === undefined);
  if (missing.length === 0) return { mariadb, redis };
  const fetched = await fetchOwn(paths, missing);
  return {
    mariadb: wanted.mariadb ? (mariadb ?? fetched.mariadb) : undefined,
    redis: wanted.redis ? (redis ?? fetched.redis) : undefined,
  };
}

async function findMariadb(): Promise<MariadbPrograms | undefined> {
  const [daemon, installer] = [findProgram('mariadbd'), findProgram('mariadb-install-db')];
  if (daemon === undefined || installer === undefined) return undefined;
  const { output } = await runProgram([daemon, '--no-defaults', '--version']);
  return isFittingMariadb(output) ? { daemon, installer, baseFolder: undefined, environment: {} } : undefined;
}

async function findRedis(): Promise<RedisPrograms | undefined> {
  const daemon = findProgram('redis-server');
  if (daemon === undefined) return undefined;
  const { output } = await runProgram([daemon, '--version']);
  return isFittingRedis(output) ? { daemon, environment: {} } : undefined;
}

async function fetchOwn(
  paths: StackPaths,
  missing: FetchedServer[],
): Promise<{ mariadb: MariadbPrograms; redis: RedisPrograms }> {
  const stamp = join(paths.servers, 'fetched');
  const fetch = planFetch({ missing, stamp: readText(stamp), release: release() });
  if (fetch !== undefined) {
    await step(fetch.title, () => fetchDebianPackages({ paths, folder: paths.servers, packages: fetch.packages }));
    // The server is in the package of the tools: it takes its role from the name it is called by.
    if (fetch.servers.includes('redis')) symlinkSync('redis-check-rdb', join(paths.servers, 'usr/bin/redis-server'));
    writeFileSync(stamp, fetch.stamp);
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
