import type { Knex } from 'knex';
import { z } from 'zod';

import { REGISTRY } from '../../domain/documents/registry.ts';
import { Fault } from '../../domain/errors.ts';
import { WAITS } from '../../domain/operation-groups.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import type { DecisionRow, Said } from './decision-rows.ts';
import { hasDecisionId } from './decision-id.ts';
import { findDecided } from './find-decided.ts';
import { selectOperations, type OperationFilters } from './select-operations.ts';

export type DecidableFilters = Pick<OperationFilters, 'kind' | 'errorCode' | 'document' | 'olderThanSeconds'> & {
  failedStep: string;
};

export interface DecidableInput {
  scope: Scope;
  filters: DecidableFilters;
  /** What tells the decisions of one request, and of its repeats, from others. */
  key: string;
  /** What is decided about each. */
  said: Pick<Said, 'action' | 'input' | 'note'>;
  limit: number;
}

interface Decidable {
  /** How many match now, or were asked about under the key before: the same for a request and for its repeats. */
  matched: number;
  /** How many of those that match now nothing came of yet under the key. */
  due: number;
  /** The oldest of the latter. */
  oldest: string[];
  /** What was asked under the key before. */
  decided: DecisionRow[];
}

const Counted = z.object({ counted: z.number() });
const Named = z.array(z.object({ id: z.string() }));

/**
 * The operations whose step of this name waits for a decision, on documents that the caller may repair; those first that began
 * first, also where the step does not allow what is decided: its run refuses it then. Throws `forbidden` when the caller may repair nothing at all, and `conflict` when the key was sent with another decision.
 */
export async function findDecidable(ctx: Context, input: DecidableInput): Promise<Decidable> {
  const { scope, key, filters, said, limit } = input;
  if (!REGISTRY.some((definition) => mayDo(definition, scope.roles, 'repair')))
    throw new Fault(
      'forbidden',
      "Your roles do not include the right 'repair' on any document type. Ask an administrator of your organization.",
    );
  const count = async (rows: Knex.QueryBuilder) => Counted.parse(await rows.count({ counted: '*' }).first()).counted;
  const whole = { ...said, step_name: filters.failedStep, found: null, actor: scope.actor };
  const decided = await findDecided(ctx, { scope, key, said: whole });
  try {
    const fresh = await count(waiting(ctx, input).whereNotExists(askedUnder(key)));
    const due = await count(waiting(ctx, input).whereNotExists(settledUnder(key)));
    const rows: unknown = await waiting(ctx, input)
      .whereNotExists(settledUnder(key))
      .orderBy(['operations.started_at', 'operations.id'])
      .limit(limit)
      .select('operations.id');
    return { matched: fresh + decided.length, due, oldest: Named.parse(rows).map(({ id }) => id), decided };
  } catch (error) {
    throw databaseFault(error);
  }
}

function waiting(ctx: Context, { scope, filters }: DecidableInput): Knex.QueryBuilder {
  const { failedStep, errorCode, ...others } = filters;
  const repairable = REGISTRY.filter((definition) => mayDo(definition, scope.roles, 'repair'));
  return selectOperations(ctx, { scope, filters: others })
    .whereIn(
      'operations.doctype',
      repairable.map(({ doctype }) => doctype),
    )
    .whereIn('operations.status', WAITS)
    .whereNull('operations.resolved_at')
    .whereExists(waitsAt(failedStep, errorCode));
}

/** Where several steps wait, or an undo does, the operation itself names another step, and the code of that. */
const waitsAt =
  (name: string, code: string | undefined): Knex.QueryCallback =>
  (step) => {
    void step
      .select('step_name')
      .from('operation_steps as step')
      .whereRaw('step.organization_id = operations.organization_id AND step.operation_id = operations.id')
      .where('step.step_name', name)
      .where(code === undefined ? {} : { 'step.error_code': code })
      .whereNotNull('step.allows');
  };

const askedUnder =
  (key: string): Knex.QueryCallback =>
  (decision) => {
    void decision
      .select('decision.id')
      .from('operation_decisions as decision')
      .whereRaw('decision.organization_id = operations.organization_id AND decision.operation_id = operations.id')
      .whereRaw(hasDecisionId('operations.organization_id', 'operations.id'), [key]);
  };

const settledUnder =
  (key: string): Knex.QueryCallback =>
  (decision) => {
    askedUnder(key).call(decision, decision);
    void decision.whereNot('decision.state', 'asked');
  };
