import { Fault } from '../../domain/errors.ts';
import { isOpen } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { CANCELLATION, decisionId } from './decision-id.ts';
import { lockDecision, saveDecision, type DecisionRow } from './decision-rows.ts';
import { lockOperation } from './lock-operation.ts';
import type { OperationRow } from './operation-rows.ts';
import { runOf, type OperationChain } from './run-of.ts';

/**
 * Accepts that an operation be cancelled, before Temporal is asked; `taken` when Temporal has taken an earlier request. The same
 * request again changes nothing. Throws `conflict` for one that has ended, is being undone, or has passed the step after which there is no way back.
 */
export function cancelOperation(
  ctx: Context,
  { scope, operation: id, note }: { scope: Scope; operation: string; note: string },
): Promise<{ run: OperationChain; taken: boolean }> {
  return withTx(ctx, { ...scope, cause: id }, async (tx) => {
    const operation = await lockOperation(tx, id);
    const run = runOf(operation);
    const decision = decisionId({ organizationId: scope.organizationId, operation: id, key: CANCELLATION });
    const before = await lockDecision(tx, id, decision);
    const same = before !== undefined && before.actor === scope.actor && before.note === note;
    if (same && isCancelling(operation, before)) return { run, taken: true };
    refuseLate(operation);
    if (before?.state === 'taken') return { run, taken: true };
    if (same) return { run, taken: false };
    const said = { id: decision, action: 'cancel', step_name: null, found: null, input: null } as const;
    await saveDecision(tx, id, { ...said, note, actor: scope.actor, state: 'asked' });
    return { run, taken: false };
  });
}

const isCancelling = ({ status }: OperationRow, { state }: DecisionRow): boolean =>
  state === 'taken' && (isOpen(status) || status === 'cancelled');

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
