import type { Connection, RowDataPacket } from 'mysql2/promise';
import { StackError } from './stack-error.ts';

/** Refuses a server on which two writers could overwrite each other unseen, or that is no MariaDB 10.11 at all. */
export async function checkDatabaseServer(connection: Connection): Promise<void> {
  const [[server]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const version = String(server?.['version']);
  if (!isFittingVersion(version)) {
    throw new StackError(
      'machine',
      `The database server is ${version}; Dartwing needs MariaDB 10.11.8 or newer. Point DATABASE_URL at one.`,
    );
  }
  const [[setting]] = await connection.query<RowDataPacket[]>("SHOW VARIABLES LIKE 'innodb_snapshot_isolation'");
  const value: unknown = setting?.['Value'];
  if (value === undefined) {
    throw new StackError(
      'machine',
      `MariaDB ${version} lacks innodb_snapshot_isolation. Use MariaDB 10.11.8 or newer.`,
    );
  }
  if (value !== 'ON') {
    throw new StackError(
      'machine',
      'The database server runs with innodb_snapshot_isolation=OFF. Set it to ON in its configuration and restart it.',
    );
  }
}

/** Whether `VERSION()` names a MariaDB of at least 10.11. */
export function isFittingVersion(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  return /mariadb/i.test(version) && (Number(major) > 10 || (Number(major) === 10 && Number(minor) >= 11));
}
