import type { Knex } from 'knex';

import type { Scope } from '../../../domain/scope.ts';

export type Scalar = string | number | boolean | null;
export type Row = Record<string, Scalar>;
type Key = Record<string, Scalar>;

/**
 * One change of one document, as the log keeps it: `{ field: [old, new] }`, or null where the values are not to be kept. A `note`
 * tells what was decided about the document's operations, and changes no field.
 */
export interface Change {
  doctype: string;
  name: string;
  operation: 'create' | 'update' | 'delete' | 'submit' | 'cancel' | 'note';
  changes: Record<string, [unknown, unknown] | null>;
}

/**
 * A transaction of one organization. It offers only locking readers, and puts the organization into every statement, so that
 * neither a stale read nor a foreign row can be written by mistake.
 */
export interface Tx {
  readonly scope: Scope;
  /** The instant that everything written by this transaction carries. */
  readonly at: string;
  lockRow(table: string, key: Key): Promise<Row | undefined>;
  lockRows(table: string, key: Key, order: string): Promise<Row[]>;
  /** Keeps the row from changing until the commit, without keeping others from reading it so. */
  shareRow(table: string, key: Key): Promise<Row | undefined>;
  /** A locking SELECT of the organization's rows, for the joins of a `*-rows.ts` file. */
  lockingQuery(table: string): Knex.QueryBuilder<Row, Row[]>;
  insertRow(table: string, row: Row): Promise<void>;
  /** Inserts a row that belongs to no organization, such as a user, unless its key is there. */
  ensureGlobalRow(table: 'users', key: Key, rest: Row): Promise<void>;
  updateRow(table: string, key: Key, changes: Row): Promise<number>;
  deleteRows(table: string, key: Key): Promise<number>;
  /** The next number of a naming prefix. Numbers of a transaction that fails are given again. */
  nextNumber(prefix: string): Promise<number>;
  logChange(change: Change): void;
}

/** Bumps a counter row and says the new value; the row stays locked until the commit. */
async function bump(trx: Knex.Transaction, sql: string, bindings: Scalar[]): Promise<number> {
  const [result] = await trx.raw<readonly [{ insertId: number }]>(sql, bindings);
  return result.insertId;
}

/** Dates as MariaDB takes them: `2026-11-25 09:30:00.000`, UTC. */
export const toSqlInstant = (instant: string): string => instant.replace('T', ' ').replace('Z', '');

/** The same back: what MariaDB answers as the instant that documents carry. */
export const fromSqlInstant = (stored: string): string => `${stored.replace(' ', 'T')}Z`;

/** Opens the statements of one organization on a running transaction. `flush` writes the collected changes, at the very end. */
export function openTx(trx: Knex.Transaction, scope: Scope, now: Date): { tx: Tx; flush: () => Promise<void> } {
  const organization_id = scope.organizationId;
  const at = now.toISOString();
  const changes: Change[] = [];
  const own = (table: string, key: Key) => trx<Row>(table).where({ ...key, organization_id });

  const tx: Tx = {
    scope,
    at,
    lockRow: async (table, key) => own(table, key).forUpdate().first<Row | undefined>(),
    lockRows: async (table, key, order) => own(table, key).forUpdate().orderBy(order).select<Row[]>(),
    shareRow: async (table, key) => own(table, key).forShare().first<Row | undefined>(),
    lockingQuery: (table) => trx<Row>(table).where(`${table}.organization_id`, organization_id).forUpdate(),
    insertRow: async (table, row) => {
      await trx<Row>(table).insert({ ...row, organization_id });
    },
    ensureGlobalRow: async (table, key, rest) => {
      const known = await trx<Row>(table).where(key).forUpdate().first<Row | undefined>();
      if (known === undefined) await trx<Row>(table).insert({ ...key, ...rest });
    },
    updateRow: async (table, key, set) => own(table, key).update(set),
    deleteRows: async (table, key) => own(table, key).delete(),
    nextNumber: async (prefix) =>
      bump(
        trx,
        'INSERT INTO naming_counters (organization_id, prefix, last_number) VALUES (?, ?, LAST_INSERT_ID(1)) ON DUPLICATE KEY UPDATE last_number = LAST_INSERT_ID(last_number + 1)',
        [organization_id, prefix],
      ),
    logChange: (change) => {
      changes.push(change);
    },
  };

  const flush = async () => {
    if (changes.length === 0) return;
    // Last of all locks: the organization's writers then queue here only for the moment of their commit.
    const last = await bump(
      trx,
      'INSERT INTO change_counters (organization_id, last_seq) VALUES (?, LAST_INSERT_ID(?)) ON DUPLICATE KEY UPDATE last_seq = LAST_INSERT_ID(last_seq + ?)',
      [organization_id, changes.length, changes.length],
    );
    const first = last - changes.length + 1;
    const rows = changes.map((change, index) => ({
      ...change,
      organization_id,
      seq: first + index,
      changes: JSON.stringify(change.changes),
      actor: scope.actor,
      cause: scope.cause ?? null,
      at: toSqlInstant(at),
    }));
    await trx('document_changes').insert(rows);
  };
  return { tx, flush };
}
