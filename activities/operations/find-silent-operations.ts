import { z } from 'zod';

import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { afterCursor } from '../documents/after-cursor.ts';

/** Longer than the longest pause between two attempts, each of which changes the rows. */
const SILENT_MS = 15 * 60_000;

/** Where a batch ended: when its last operation had changed, and which it is. */
export type SilentCursor = [changedAt: string, id: string];

export interface SilentOperations {
  ids: string[];
  /** Null when there are no more. */
  next: SilentCursor | null;
}

/** Whatever else is wrong with a row, it keeps no other from being found. */
const Found = z.object({ id: z.string(), changed_at: z.string() });
type Found = z.infer<typeof Found>;

/**
 * A batch of the organization's operations whose rows have not changed for a quarter of an hour, the longest silent first: the open
 * ones, and those whose end nobody told or has called settled.
 */
export async function findSilentOperations(
  ctx: Context,
  { scope, after, limit }: { scope: Scope; after: SilentCursor | null; limit: number },
): Promise<SilentOperations> {
  const before = toSqlInstant(new Date(ctx.now().getTime() - SILENT_MS).toISOString());
  const order = { column: 'changed_at', tie: 'id', direction: 'asc' } as const;
  const silent = async (which: Record<string, string | boolean | null>): Promise<Found[]> => {
    const own = ctx.db('operations').where({ organization_id: scope.organizationId, ...which });
    const rows: unknown[] = await afterCursor(own.where('changed_at', '<', before), order, after ?? undefined)
      .limit(limit + 1)
      .select('id', 'changed_at');
    return rows.map((row) => Found.parse(row));
  };
  try {
    // Each of the two by an index of its own; together they are in the same order.
    const open = await silent({ completed_at: null });
    const untold = await silent({ error_code: 'outcome_unknown', untold: true, resolved_at: null });
    const found = [...open, ...untold].sort(longestSilentFirst);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return { ids: page.map(({ id }) => id), next: last === undefined ? null : [last.changed_at, last.id] };
  } catch (error) {
    throw databaseFault(error);
  }
}

/** As the database orders them: byte by byte. */
const longestSilentFirst = (one: Found, other: Found): number =>
  Buffer.compare(Buffer.from(one.changed_at + one.id), Buffer.from(other.changed_at + other.id));
