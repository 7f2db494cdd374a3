import { Fault } from '../../domain/errors.ts';
import { judgeCancellation } from '../../domain/operation-cancellation.ts';
import { isOpen, type OperationChain } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { cancellationKey, decisionId } from './decision-id.ts';
import { lockDecision, saveDecision } from './decision-rows.ts';
import { lockOperation } from './lock-operation.ts';
import type { OperationRow } from './operation-rows.ts';
import { runOf } from './run-of.ts';

/**
 * Accepts that an operation be cancelled, before Temporal is asked; `taken` when the run is being undone because of it. What came of it
 * the reports of the run tell. The same request again changes nothing. Throws `conflict` for one that has ended, is being undone, or
 * has passed the step after which there is no way back.
 */
export function acceptCancellation(
  ctx: Context,
  { scope, operation: id, note }: { scope: Scope; operation: string; note: string },
): Promise<{ run: OperationChain; taken: boolean }> {
  return withTx(ctx, { ...scope, cause: id }, async (tx) => {
    const operation = await lockOperation(tx, id);
    const run = runOf(operation);
    const key = cancellationKey({ actor: scope.actor, note });
    const decision = decisionId({ organizationId: scope.organizationId, operation: id, key });
    const before = await lockDecision(tx, id, decision);
    const asked = before !== undefined && before.state !== 'refused';
    if (asked && stateOf(operation) === 'taken') return { run, taken: true };
    refuseLate(operation);
    if (asked) return { run, taken: false };
    const said = { id: decision, action: 'cancel', step_name: null, found: null, input: null } as const;
    await saveDecision(tx, id, { ...said, note, actor: scope.actor, state: 'asked' });
    return { run, taken: false };
  });
}

const stateOf = ({ id, status, pivot_step: pivot, error_code }: OperationRow) =>
  judgeCancellation({ id, status, pivot, failed: error_code !== null }).state;

function refuseLate({ id, status, pivot_step }: OperationRow): void {
  if (!isOpen(status)) throw new Fault('conflict', `Operation ${id} is ${status} already. There is nothing to cancel.`);
  if (status === 'compensating')
    throw new Fault('conflict', `Operation ${id} is being undone already. Wait for its end.`);
  if (status === 'compensation_failed')
    throw new Fault(
      'conflict',
      `Operation ${id} is being undone already and waits for a decision. Decide about its step.`,
    );
  if (pivot_step !== null)
    throw new Fault(
      'conflict',
      `Operation ${id} has passed step '${pivot_step}' and can only go forward. Let it end, or decide about the step that waits.`,
    );
}
