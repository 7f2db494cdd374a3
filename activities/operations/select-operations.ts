import type { Knex } from 'knex';

import { REGISTRY } from '../../domain/documents/registry.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { UNDER_WAY, WAITS } from '../../domain/operation-groups.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { triedAgain } from './tried-again.ts';

/** What operations may be looked for by. */
export interface OperationFilters {
  /** As it is shown: what a person called settled is `resolved`, however it ended. */
  status?: OperationStatus | 'resolved';
  kind?: string;
  /** The step by which the operation failed; with `retrying` the one that is being tried again, as is the code. */
  failedStep?: string;
  errorCode?: string;
  document?: string;
  olderThanSeconds?: number;
  /** Under way, and some step has failed and is being tried again. */
  retrying?: boolean;
  /** Waits for a decision. */
  needsPerson?: boolean;
}

/** The organization's operations on documents that the caller may read, narrowed by the filters; nothing is read yet. */
export function selectOperations(
  ctx: Pick<Context, 'db' | 'now'>,
  { scope, filters }: { scope: Scope; filters: OperationFilters },
): Knex.QueryBuilder {
  const readable = REGISTRY.filter((definition) => mayDo(definition, scope.roles, 'read'));
  const { failedStep, errorCode, retrying } = filters;
  const query = ctx
    .db('operations')
    .where('operations.organization_id', scope.organizationId)
    .where(given({ 'operations.kind': filters.kind, 'operations.document_name': filters.document }))
    .whereIn(
      'operations.doctype',
      readable.map(({ doctype }) => doctype),
    );
  if (filters.olderThanSeconds !== undefined) {
    const before = new Date(ctx.now().getTime() - filters.olderThanSeconds * 1_000);
    void query.where('operations.started_at', '<', toSqlInstant(before.toISOString()));
  }
  if (filters.status === 'resolved') void query.whereNotNull('operations.resolved_at');
  else if (filters.status !== undefined)
    void query.where({ 'operations.status': filters.status, 'operations.resolved_at': null });
  if (filters.needsPerson === true) void query.whereIn('operations.status', WAITS).whereNull('operations.resolved_at');
  if (retrying !== true)
    return query.where(given({ 'operations.failed_step': failedStep, 'operations.error_code': errorCode }));
  return query
    .whereIn('operations.status', UNDER_WAY)
    .whereNull('operations.resolved_at')
    .whereExists((step) => {
      void step
        .select('step_name')
        .from('operation_steps as step')
        .whereRaw('step.organization_id = operations.organization_id AND step.operation_id = operations.id')
        .where(triedAgain({ step: failedStep, code: errorCode }));
    });
}

/** The columns that a value was given for. */
const given = (columns: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const])),
  );
