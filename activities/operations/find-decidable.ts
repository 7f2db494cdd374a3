import type { Knex } from 'knex';
import { z } from 'zod';

import { REGISTRY } from '../../domain/documents/registry.ts';
import { Fault } from '../../domain/errors.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';

export type DecidableFilters = Pick<OperationFilters, 'kind' | 'errorCode' | 'document' | 'olderThanSeconds'> & {
  failedStep: string;
};

export interface DecidableInput {
  scope: Scope;
  filters: DecidableFilters;
  /** What tells the decisions of one request, and of its repeats, from others. */
  key: string;
  limit: number;
}

interface Decidable {
  /** How many match now. */
  matched: number;
  /** How many of these nothing came of yet under the key. */
  due: number;
  /** The oldest of the latter. */
  oldest: string[];
}

const Counted = z.object({ counted: z.number() });
const Named = z.array(z.object({ id: z.string() }));

/**
 * The operations whose step of this name waits for a decision, on documents that the caller may repair; those first that began
 * first. Throws `forbidden` when the caller may repair nothing at all.
 */
export async function findDecidable(ctx: Context, input: DecidableInput): Promise<Decidable> {
  const { scope, limit } = input;
  if (!REGISTRY.some((definition) => mayDo(definition, scope.roles, 'repair')))
    throw new Fault(
      'forbidden',
      "Your roles do not include the right 'repair' on any document type. Ask an administrator of your organization.",
    );
  const count = async (rows: Knex.QueryBuilder) => Counted.parse(await rows.count({ counted: '*' }).first()).counted;
  try {
    const matched = await count(waiting(ctx, input));
    const due = await count(waiting(ctx, input).whereNotExists(settledUnder(input.key)));
    const rows: unknown = await waiting(ctx, input)
      .whereNotExists(settledUnder(input.key))
      .orderBy(['operations.started_at', 'operations.id'])
      .limit(limit)
      .select('operations.id');
    return { matched, due, oldest: Named.parse(rows).map(({ id }) => id) };
  } catch (error) {
    throw databaseFault(error);
  }
}

function waiting(ctx: Context, { scope, filters }: DecidableInput): Knex.QueryBuilder {
  const { failedStep, ...others } = filters;
  const repairable = REGISTRY.filter((definition) => mayDo(definition, scope.roles, 'repair'));
  return selectOperations(ctx, { scope, filters: others })
    .whereIn(
      'operations.doctype',
      repairable.map(({ doctype }) => doctype),
    )
    .where((either) => {
      void either.where({ 'operations.status': 'parked', 'operations.failed_step': failedStep }).orWhere((undoing) => {
        // What waits there is an undo; the failed step of the operation is the one by which the undoing began.
        void undoing.where('operations.status', 'compensation_failed').whereExists((step) => {
          void step
            .select('step_name')
            .from('operation_steps as step')
            .whereRaw('step.organization_id = operations.organization_id AND step.operation_id = operations.id')
            .where({ 'step.step_name': failedStep, 'step.status': 'compensation_failed' });
        });
      });
    });
}

/** The id is built as `decisionId` builds it. */
const settledUnder =
  (key: string): Knex.QueryCallback =>
  (decision) => {
    void decision
      .select('decision.id')
      .from('operation_decisions as decision')
      .whereRaw('decision.organization_id = operations.organization_id AND decision.operation_id = operations.id')
      .whereRaw("decision.id = SHA2(CONCAT(operations.organization_id, '\\n', operations.id, '\\n', ?), 256)", [key])
      .whereNot('decision.state', 'asked');
  };
