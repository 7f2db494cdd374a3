import { Fault } from '../../domain/errors.ts';
import { isOpen } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { decisionId, RESOLUTION } from './decision-id.ts';
import { markResolved, saveDecision } from './decision-rows.ts';
import { lockOperation } from './lock-operation.ts';
import { noteDecision } from './note-decision.ts';

/**
 * Calls an operation that ended without completing settled, and keeps who did so, when and why. The same reason again changes
 * nothing. Throws `conflict` for another reason, and for an operation that is open or completed.
 */
export function resolveOperation(
  ctx: Context,
  { scope, operation: id, note }: { scope: Scope; operation: string; note: string },
): Promise<void> {
  return withTx(ctx, { ...scope, cause: id }, async (tx) => {
    const { status, resolved_at, resolved_by, resolution, doctype, document_name } = await lockOperation(tx, id);
    if (resolved_at !== null) {
      if (resolution === note) return;
      throw new Fault('conflict', `Operation ${id} was resolved by ${resolved_by ?? 'somebody'} with another reason.`);
    }
    if (isOpen(status))
      throw new Fault('conflict', `Operation ${id} is ${status}. Decide about the step that waits, or cancel it.`);
    if (status === 'completed')
      throw new Fault('conflict', `Operation ${id} is completed. There is nothing to resolve.`);
    await markResolved(tx, id, note);
    const decision = decisionId({ organizationId: scope.organizationId, operation: id, key: RESOLUTION });
    const said = { id: decision, action: 'resolve', step_name: null, found: null, input: null } as const;
    const whole = { ...said, note, actor: scope.actor };
    await saveDecision(tx, id, { ...whole, state: 'taken' });
    noteDecision(tx, { doctype, name: document_name, said: whole });
  });
}
