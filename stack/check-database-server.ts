import type { Connection, RowDataPacket } from 'mysql2/promise';
import { isFittingMariadb } from './fetch/server-versions.ts';
import { StackError } from './stack-error.ts';

/** Refuses a server on which two writers could overwrite each other unseen, or that is too old or no MariaDB at all. */
export async function checkDatabaseServer(connection: Connection): Promise<void> {
  const [[server]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const version = String(server?.['version']);
  if (!isFittingMariadb(version)) {
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
      `MariaDB ${version} lacks innodb_snapshot_isolation. Use the newest release of 10.11 or of a later long-term series.`,
    );
  }
  if (value !== 'ON') {
    throw new StackError(
      'machine',
      'The database server runs with innodb_snapshot_isolation=OFF. Set it to ON in its configuration and restart it.',
    );
  }
}
