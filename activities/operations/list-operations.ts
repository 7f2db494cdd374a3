import { z } from 'zod';

import { isUnderWay } from '../../domain/operation-groups.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { afterCursor } from '../documents/after-cursor.ts';
import { listIdentity, readCursor, writeCursor } from '../documents/list-cursor.ts';
import { OperationRow } from './operation-rows.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';
import { triedAgain } from './tried-again.ts';

export interface ListOperationsInput {
  scope: Scope;
  filters: OperationFilters;
  limit: number;
  cursor?: string | undefined;
}

const Retried = z.object({
  operation_id: z.string(),
  step_name: z.string(),
  error_code: z.string().nullable(),
  error: z.string().nullable(),
});
/** An operation with those of its steps that have failed and are being tried again. */
export type ListedOperation = OperationRow & { retried: z.infer<typeof Retried>[] };

/** One page of the organization's operations, newest first: those on documents that the caller may read. */
export async function listOperations(
  ctx: Context,
  { scope, filters, limit, cursor }: ListOperationsInput,
): Promise<{ data: ListedOperation[]; nextCursor: string | null }> {
  const list = listIdentity([scope.organizationId, 'operations', Object.entries(filters).sort()]);
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  const order = { column: 'started_at', tie: 'id', direction: 'desc' } as const;
  try {
    const rows = await afterCursor(selectOperations(ctx, { scope, filters }), order, after)
      .limit(limit + 1)
      .select<unknown[]>();
    const found = rows.slice(0, limit).map((row) => OperationRow.parse(row));
    const page = await withRetried(ctx, scope, found);
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

async function withRetried({ db }: Context, scope: Scope, rows: OperationRow[]): Promise<ListedOperation[]> {
  const ids = rows.filter(({ status }) => isUnderWay(status)).map(({ id }) => id);
  if (ids.length === 0) return rows.map((row) => ({ ...row, retried: [] }));
  const found: unknown[] = await db('operation_steps as step')
    .where('step.organization_id', scope.organizationId)
    .whereIn('step.operation_id', ids)
    .where(triedAgain())
    .orderBy(['step.position', 'step.step_name'])
    .select('step.operation_id', 'step.step_name', 'step.error_code', 'step.error');
  const retried = found.map((step) => Retried.parse(step));
  return rows.map((row) => ({ ...row, retried: retried.filter(({ operation_id }) => operation_id === row.id) }));
}
