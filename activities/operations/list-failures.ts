import { z } from 'zod';

import type { OperationStatus } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { fromSqlInstant } from '../context/database/tx.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';

const GROUPS_MAX = 200;
/** Ended as somebody wanted, whatever had failed before. */
const NO_FAILURES = ['completed', 'cancelled'] as const satisfies readonly OperationStatus[];
/** As long as an instant is written, before the id that follows it. */
const INSTANT_LENGTH = 23;

const sqlInstant = z.string().transform(fromSqlInstant);
const Failures = z.object({
  kind: z.string(),
  failed_step: z.string().nullable(),
  error_code: z.string(),
  count: z.number(),
  oldest: sqlInstant,
  newest: sqlInstant,
  example: z.string(),
  error_message: z.string().nullable(),
});
/** Operations that failed, or wait, for the same cause; the example is the newest of them. */
export type Failures = z.infer<typeof Failures>;

/**
 * The failures among the organization's operations by cause, the most frequent first, at most 200 causes. Without a filter by
 * status: those that nobody has called settled.
 */
export async function listFailures(
  ctx: Context,
  { scope, filters }: { scope: Scope; filters: OperationFilters },
): Promise<Failures[]> {
  const { db } = ctx;
  const failed = selectOperations(ctx, { scope, filters }).whereNotNull('error_code').whereNotIn('status', NO_FAILURES);
  if (filters.status === undefined) void failed.whereNull('resolved_at');
  const causes = failed
    .groupBy('kind', 'failed_step', 'error_code')
    .select('kind', 'failed_step', 'error_code')
    .count({ count: '*' })
    .min({ oldest: 'started_at' })
    .max({ newest: 'started_at' })
    .select(db.raw('SUBSTRING(MAX(CONCAT(started_at, id)), ?) AS example', [INSTANT_LENGTH + 1]))
    .orderBy([
      { column: 'count', order: 'desc' },
      { column: 'newest', order: 'desc' },
    ])
    .limit(GROUPS_MAX);
  try {
    const rows: unknown[] = await db
      .from(causes.as('cause'))
      .join('operations as operation', (same) => {
        same.on('operation.id', 'cause.example').andOnVal('operation.organization_id', scope.organizationId);
      })
      .orderBy([{ column: 'cause.count', order: 'desc' }, { column: 'cause.newest', order: 'desc' }, 'cause.example'])
      .select('cause.*', 'operation.error_message');
    return rows.map((row) => Failures.parse(row));
  } catch (error) {
    throw databaseFault(error);
  }
}
