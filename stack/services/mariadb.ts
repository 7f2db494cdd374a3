import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, relative } from 'node:path';
import type { MariadbPrograms } from '../fetch/fetch-servers.ts';
import { runProgram } from '../processes/run-program.ts';
import { StackError } from '../stack-error.ts';
import { writePrivateFile } from '../state/write-private-file.ts';
import type { Service } from './service.ts';

export type MariadbOptions = {
  folder: string;
  programs: MariadbPrograms;
  port: number;
  password: string;
  /** Throwaway data need not survive a power cut: a commit takes 0.1 ms instead of 2.3. */
  throwaway: boolean;
};

const SQL_MODE =
  'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_AUTO_CREATE_USER,' +
  'NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY';

export function databaseUrl(port: number, password: string): string {
  return `mysql://dartwing:${password}@127.0.0.1:${port}/dartwing`;
}

export function hasMariadbData(folder: string): boolean {
  return existsSync(join(folder, 'mariadb'));
}

/** Makes the data folder when there is none. A half-made one never counts: it gets its name at the end. */
export async function createMariadbData(
  options: Pick<MariadbOptions, 'folder' | 'programs' | 'password'>,
): Promise<void> {
  const { folder, programs } = options;
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
  writePrivateFile(join(folder, 'mariadb-init.sql'), initStatements(options.password));
  if (hasMariadbData(folder)) return;
  rmSync(join(folder, 'mariadb.new'), { recursive: true, force: true });
  // Relative paths: the installer breaks absolute ones at blanks.
  const { code, output } = await runProgram(
    [
      programs.installer,
      '--no-defaults',
      ...asRoot(),
      ...(programs.baseFolder === undefined ? [] : [`--basedir=${relative(folder, programs.baseFolder)}`]),
      '--datadir=./mariadb.new',
      '--auth-root-authentication-method=socket',
      `--auth-root-socket-user=${userInfo().username}`,
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-log-file-size=64M',
    ],
    { cwd: folder, environment: programs.environment, logFile: join(folder, 'mariadb-install.log') },
  );
  if (code !== 0) {
    const reason = /no space left|errno: 28/i.test(output)
      ? 'The disk is full. Free at least 1 GB'
      : `See ${join(folder, 'mariadb-install.log')}`;
    throw new StackError('machine', `MariaDB could not make its data folder. ${reason} and run it again.`);
  }
  renameSync(join(folder, 'mariadb.new'), join(folder, 'mariadb'));
}

/** A MariaDB on loopback whose every setting is given here, whatever the machine's my.cnf says. */
export function mariadbService(options: MariadbOptions): Service {
  const { folder, programs, port, password } = options;
  const base = programs.baseFolder;
  return {
    name: 'mariadb',
    command: programs.daemon,
    args: [
      '--no-defaults',
      ...asRoot(),
      ...(base === undefined
        ? []
        : [
            `--basedir=${base}`,
            `--lc-messages-dir=${base}/share/mysql`,
            `--character-sets-dir=${base}/share/mysql/charsets`,
            `--plugin-dir=${base}/lib/mysql/plugin`,
          ]),
      `--datadir=${folder}/mariadb`,
      // Relative to the data folder: an absolute socket path over 107 bytes aborts the server.
      '--socket=mariadb.sock',
      `--pid-file=${folder}/run/mariadb.pid`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      `--init-file=${folder}/mariadb-init.sql`,
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_nopad_bin',
      '--default-time-zone=+00:00',
      '--innodb-snapshot-isolation=ON',
      '--transaction-isolation=READ-COMMITTED',
      `--innodb-flush-log-at-trx-commit=${options.throwaway ? 0 : 1}`,
      '--innodb-strict-mode=ON',
      `--sql-mode=${SQL_MODE}`,
      '--innodb-lock-wait-timeout=10',
      '--innodb-rollback-on-timeout=ON',
      '--max-statement-time=30',
      '--idle-transaction-timeout=60',
      '--max-connections=200',
      '--innodb-buffer-pool-size=128M',
      '--innodb-log-file-size=64M',
      '--performance-schema=OFF',
      '--skip-log-bin',
      '--event-scheduler=OFF',
      '--local-infile=0',
      `--secure-file-priv=${folder}/run`,
      '--skip-symbolic-links',
    ],
    cwd: folder,
    environment: programs.environment,
    port,
    probe: { kind: 'mariadb', url: databaseUrl(port, password) },
    readyWithinMs: 60_000,
    stopWithinMs: 30_000,
  };
}

/** Runs at every start, so the password file stays the one truth. */
function initStatements(password: string): string {
  return [
    'CREATE DATABASE IF NOT EXISTS dartwing CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;',
    `CREATE OR REPLACE USER dartwing@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL ON dartwing.* TO dartwing@'127.0.0.1';",
    "GRANT ALL ON `dartwing\\_test\\_%`.* TO dartwing@'127.0.0.1';",
    '',
  ].join('\n');
}

/** MariaDB refuses to run as root unless told so; another user could not enter our 0700 folder. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
