import { Fault } from '../../domain/errors.ts';
import { checkResolvable } from '../../domain/operation-resolution.ts';
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
    const operation = await lockOperation(tx, id);
    const { status, pivot_step: pivot, resolved_at, resolved_by, resolution, doctype, document_name } = operation;
    if (resolved_at !== null) {
      if (resolution === note) return;
      throw new Fault('conflict', `Operation ${id} was resolved by ${resolved_by ?? 'somebody'} with another reason.`);
    }
    checkResolvable({ id, status, pivot });
    await markResolved(tx, id, note);
    const decision = decisionId({ organizationId: scope.organizationId, operation: id, key: RESOLUTION });
    const said = { id: decision, action: 'resolve', step_name: null, found: null, input: null } as const;
    const whole = { ...said, note, actor: scope.actor };
    await saveDecision(tx, id, { ...whole, state: 'taken' });
    noteDecision(tx, { doctype, name: document_name, said: whole });
  });
}
