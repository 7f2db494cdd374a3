import type { Knex } from 'knex';
import { z } from 'zod';

import type { OperationStatus } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { fromSqlInstant } from '../context/database/tx.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';
import { triedAgain } from './tried-again.ts';

const GROUPS_MAX = 200;
/** Ended as somebody wanted, whatever had failed before. */
const NO_FAILURES = ['completed', 'cancelled'] as const satisfies readonly OperationStatus[];
/** As long as an instant is written, before the id that follows it. */
const INSTANT_LENGTH = 23;

const sqlInstant = z.string().transform(fromSqlInstant);
const Failures = z.object({
  kind: z.string(),
  failed_step: z.string().nullable(),
  error_code: z.string().nullable(),
  count: z.number(),
  oldest: sqlInstant,
  newest: sqlInstant,
  example: z.string(),
  error_message: z.string().nullable(),
});
/** Operations that failed, wait, or are tried again for the same cause; the example is the newest of them. */
export type Failures = z.infer<typeof Failures>;

/** Which failures are counted, and by which columns. */
interface Counting {
  failed: Knex.QueryBuilder;
  step: string;
  code: string;
}

/**
 * The failures among the organization's operations by cause, the most frequent first, at most 200 causes. Without a filter by
 * status: those that nobody has called settled. With `retrying`: what is being tried again, by its step and what that failed with; the
 * code is null while nobody knows that of the latest attempt.
 */
export async function listFailures(
  ctx: Context,
  { scope, filters }: { scope: Scope; filters: OperationFilters },
): Promise<Failures[]> {
  const { db } = ctx;
  const retrying = filters.retrying === true;
  const selected = selectOperations(ctx, { scope, filters });
  const { failed, step, code } = retrying ? retried(selected, filters) : ended(selected, filters);
  const causes = failed
    .groupBy('operations.kind', step, code)
    .select({ kind: 'operations.kind', failed_step: step, error_code: code })
    .count({ count: '*' })
    .min({ oldest: 'operations.started_at' })
    .max({ newest: 'operations.started_at' })
    .select(db.raw('SUBSTRING(MAX(CONCAT(operations.started_at, operations.id)), ?) AS example', [INSTANT_LENGTH + 1]))
    .orderBy([
      { column: 'count', order: 'desc' },
      { column: 'newest', order: 'desc' },
    ])
    .limit(GROUPS_MAX);
  const { organizationId } = scope;
  const explained = db
    .from(causes.as('cause'))
    .orderBy([{ column: 'cause.count', order: 'desc' }, { column: 'cause.newest', order: 'desc' }, 'cause.example']);
  try {
    const rows: unknown[] = await (retrying
      ? explained
          .join('operation_steps as step', (same) => {
            same.on('step.operation_id', 'cause.example').on('step.step_name', 'cause.failed_step');
            same.andOnVal('step.organization_id', organizationId);
          })
          .select('cause.*', 'step.error as error_message')
      : explained
          .join('operations as operation', (same) => {
            same.on('operation.id', 'cause.example').andOnVal('operation.organization_id', organizationId);
          })
          .select('cause.*', 'operation.error_message'));
    return rows.map((row) => Failures.parse(row));
  } catch (error) {
    throw databaseFault(error);
  }
}

function ended(selected: Knex.QueryBuilder, { status }: OperationFilters): Counting {
  const failed = selected.whereNotNull('operations.error_code').whereNotIn('operations.status', NO_FAILURES);
  if (status === undefined) void failed.whereNull('operations.resolved_at');
  return { failed, step: 'operations.failed_step', code: 'operations.error_code' };
}

function retried(selected: Knex.QueryBuilder, { failedStep, errorCode }: OperationFilters): Counting {
  const failed = selected
    .join('operation_steps as step', (same) => {
      same.on('step.organization_id', 'operations.organization_id').on('step.operation_id', 'operations.id');
    })
    .where(triedAgain({ step: failedStep, code: errorCode }));
  return { failed, step: 'step.step_name', code: 'step.error_code' };
}
