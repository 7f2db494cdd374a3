import type { Knex } from 'knex';

import { REGISTRY } from '../../domain/documents/registry.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { NEEDS_PERSON, UNDER_WAY } from '../../domain/operation-groups.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { toSqlInstant } from '../context/database/tx.ts';

/** What operations may be looked for by. */
export interface OperationFilters {
  /** As it is shown: what a person called settled is `resolved`, however it ended. */
  status?: OperationStatus | 'resolved';
  kind?: string;
  failedStep?: string;
  errorCode?: string;
  document?: string;
  olderThanSeconds?: number;
  /** Under way, and some step has failed and is being tried again. */
  retrying?: boolean;
  needsPerson?: boolean;
}

/** The organization's operations on documents that the caller may read, narrowed by the filters; nothing is read yet. */
export function selectOperations(
  ctx: Pick<Context, 'db' | 'now'>,
  { scope, filters }: { scope: Scope; filters: OperationFilters },
): Knex.QueryBuilder {
  const readable = REGISTRY.filter((definition) => mayDo(definition, scope.roles, 'read'));
  const columns = Object.entries({
    kind: filters.kind,
    failed_step: filters.failedStep,
    error_code: filters.errorCode,
    document_name: filters.document,
  }).filter(([, value]) => value !== undefined);
  const query = ctx
    .db('operations')
    .where({ ...Object.fromEntries(columns), 'operations.organization_id': scope.organizationId })
    .whereIn(
      'doctype',
      readable.map(({ doctype }) => doctype),
    );
  if (filters.olderThanSeconds !== undefined) {
    const before = new Date(ctx.now().getTime() - filters.olderThanSeconds * 1_000);
    void query.where('operations.started_at', '<', toSqlInstant(before.toISOString()));
  }
  if (filters.status === 'resolved') void query.whereNotNull('resolved_at');
  else if (filters.status !== undefined) void query.where({ 'operations.status': filters.status, resolved_at: null });
  if (filters.needsPerson === true) void query.whereIn('operations.status', NEEDS_PERSON).whereNull('resolved_at');
  if (filters.retrying === true) {
    void query.whereIn('operations.status', UNDER_WAY).whereNull('resolved_at').whereExists(stepTriedAgain);
  }
  return query;
}

const stepTriedAgain: Knex.QueryCallback = (step) => {
  void step
    .select('step_name')
    .from('operation_steps as step')
    .whereRaw('step.organization_id = operations.organization_id AND step.operation_id = operations.id')
    .where('step.status', 'running')
    .where((tried) => {
      void tried.where('step.attempt', '>', 1).orWhereNotNull('step.error_code');
    });
};
