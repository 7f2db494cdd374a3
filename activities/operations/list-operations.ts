import { REGISTRY } from '../../domain/documents/registry.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { afterCursor } from '../documents/after-cursor.ts';
import { listIdentity, readCursor, writeCursor } from '../documents/list-cursor.ts';
import { OperationRow } from './operation-rows.ts';

export interface ListOperationsInput {
  scope: Scope;
  filters: { status?: OperationStatus; kind?: string; document?: string };
  limit: number;
  cursor?: string | undefined;
}

/** One page of the organization's operations, newest first: those on documents that the caller may read. */
export async function listOperations(
  ctx: Context,
  { scope, filters, limit, cursor }: ListOperationsInput,
): Promise<{ data: OperationRow[]; nextCursor: string | null }> {
  const readable = REGISTRY.filter((definition) => mayDo(definition, scope.roles, 'read')).map(
    ({ doctype }) => doctype,
  );
  const list = listIdentity([scope.organizationId, 'operations', filters]);
  const { document, ...columns } = filters;
  const named = document === undefined ? {} : { document_name: document };
  const own = ctx
    .db('operations')
    .where({ ...columns, ...named, organization_id: scope.organizationId })
    .whereIn('doctype', readable);
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  try {
    const rows: unknown[] = await afterCursor(own, { column: 'started_at', tie: 'id', direction: 'desc' }, after)
      .limit(limit + 1)
      .select();
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
