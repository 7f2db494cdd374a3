import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { CANCELLATION, decisionId } from './decision-id.ts';
import { lockDecision, markTaken } from './decision-rows.ts';
import { lockOperation } from './lock-operation.ts';
import { noteDecision } from './note-decision.ts';

/** Notes that Temporal has taken an accepted cancellation, in the change log of the document too. Once, however often it is told. */
export function settleCancellation(
  ctx: Context,
  { scope, operation: id }: { scope: Scope; operation: string },
): Promise<void> {
  return withTx(ctx, { ...scope, cause: id }, async (tx) => {
    const { doctype, document_name } = await lockOperation(tx, id);
    const decision = decisionId({ organizationId: scope.organizationId, operation: id, key: CANCELLATION });
    const said = await lockDecision(tx, id, decision);
    if (said === undefined || said.state === 'taken') return;
    await markTaken(tx, id, decision);
    noteDecision(tx, { doctype, name: document_name, said });
  });
}
