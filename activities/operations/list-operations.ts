import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { afterCursor } from '../documents/after-cursor.ts';
import { listIdentity, readCursor, writeCursor } from '../documents/list-cursor.ts';
import { OperationRow } from './operation-rows.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';

export interface ListOperationsInput {
  scope: Scope;
  filters: OperationFilters;
  limit: number;
  cursor?: string | undefined;
}

/** One page of the organization's operations, newest first: those on documents that the caller may read. */
export async function listOperations(
  ctx: Context,
  { scope, filters, limit, cursor }: ListOperationsInput,
): Promise<{ data: OperationRow[]; nextCursor: string | null }> {
  const list = listIdentity([scope.organizationId, 'operations', Object.entries(filters).sort()]);
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  const order = { column: 'started_at', tie: 'id', direction: 'desc' } as const;
  try {
    const rows = await afterCursor(selectOperations(ctx, { scope, filters }), order, after)
      .limit(limit + 1)
      .select<unknown[]>();
    const page = rows.slice(0, limit).map((row) => OperationRow.parse(row));
    const last = page.at(-1);
    return {
      data: page,
      nextCursor:
        rows.length > limit && last !== undefined ? writeCursor(list, [toSqlInstant(last.started_at), last.id]) : null,
    };
  } catch (error) {
    throw databaseFault(error);
  }
}
