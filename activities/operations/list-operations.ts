import { REGISTRY } from '../../domain/documents/registry.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
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
  const query = ctx
    .db('operations')
    .where({
      ...columns,
      ...(document === undefined ? {} : { document_name: document }),
      organization_id: scope.organizationId,
    })
    .whereIn('doctype', readable);
  if (cursor !== undefined) {
    const [startedAt, id] = readCursor(list, cursor);
    void query.where((either) =>
      either
        .where('started_at', '<', startedAt)
        .orWhere((tie) => tie.where('started_at', startedAt).where('id', '<', id)),
    );
  }
  try {
    const rows: unknown[] = await query
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
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
