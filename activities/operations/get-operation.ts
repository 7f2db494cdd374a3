import { definitionOf } from '../../domain/documents/registry.ts';
import { Fault } from '../../domain/errors.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { readDecisions, type DecisionRow } from './decision-rows.ts';
import { OperationRow, StepRow } from './operation-rows.ts';

export type Operation = OperationRow & { steps: StepRow[]; decisions: DecisionRow[] };

/** One operation with its steps in order, and what people decided about it. Who may read the document may read it; to anybody else it is `not_found`. */
export async function getOperation(ctx: Context, { scope, id }: { scope: Scope; id: string }): Promise<Operation> {
  try {
    const own = { organization_id: scope.organizationId };
    const row: unknown = await ctx
      .db('operations')
      .where({ ...own, id })
      .first();
    const operation = row === undefined ? undefined : OperationRow.parse(row);
    if (operation === undefined || !mayDo(definitionOf(operation.doctype), scope.roles, 'read'))
      throw new Fault('not_found', `There is no operation '${id}'`);
    const steps: unknown[] = await ctx
      .db('operation_steps')
      .where({ ...own, operation_id: id })
      .orderBy(['position', 'started_at', 'step_name'])
      .select();
    const decisions = await readDecisions(ctx.db, { ...own, operation_id: id });
    return { ...operation, steps: steps.map((step) => StepRow.parse(step)), decisions };
  } catch (error) {
    throw databaseFault(error);
  }
}
