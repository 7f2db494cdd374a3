import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { afterCursor } from '../documents/after-cursor.ts';
import { OperationRow } from './operation-rows.ts';

/** Longer than the longest pause between two attempts, each of which changes the rows. */
const SILENT_MS = 15 * 60_000;

/** Where a batch ended: when its last operation had changed, and which it is. */
export type SilentCursor = [changedAt: string, id: string];

export interface SilentOperations {
  ids: string[];
  /** Null when there are no more. */
  next: SilentCursor | null;
}

/** A batch of the organization's open operations whose rows have not changed for a quarter of an hour, the longest silent first. */
export async function findSilentOperations(
  ctx: Context,
  { scope, after, limit }: { scope: Scope; after: SilentCursor | null; limit: number },
): Promise<SilentOperations> {
  const before = toSqlInstant(new Date(ctx.now().getTime() - SILENT_MS).toISOString());
  const silent = ctx
    .db('operations')
    .where({ organization_id: scope.organizationId, completed_at: null })
    .where('changed_at', '<', before);
  try {
    const order = { column: 'changed_at', tie: 'id', direction: 'asc' } as const;
    const rows: unknown[] = await afterCursor(silent, order, after ?? undefined)
      .limit(limit + 1)
      .select();
    const page = rows.slice(0, limit).map((row) => OperationRow.parse(row));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      ids: page.map(({ id }) => id),
      next: last === undefined ? null : [toSqlInstant(last.changed_at), last.id],
    };
  } catch (error) {
    throw databaseFault(error);
  }
}
