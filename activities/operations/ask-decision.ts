import { Fault } from '../../domain/errors.ts';
import { checkDecision } from '../../domain/operation-decision.ts';
import { isOpen, type Decision, type OperationChain } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { checkSameContent } from './decision-content.ts';
import { lockDecision, saveDecision, type DecisionRow, type Said } from './decision-rows.ts';
import { lockOperation } from './lock-operation.ts';
import { runOf } from './run-of.ts';

interface Asked {
  run: OperationChain;
  decision: Decision;
  /** True when the run has taken it already, so that there is nothing left to do. */
  taken: boolean;
}

/**
 * Stores what a person decided about a step, before the run is asked. The same id again is the same decision: it is stored once,
 * and a refusal is repeated as long as it is kept; the id with other content is a `conflict`. Refuses what the caller may not repair and what has ended;
 * whether the step waits, and what it allows, only its run can say.
 */
export function askDecision(
  ctx: Context,
  {
    scope,
    operation: id,
    decision: wanted,
    note,
  }: { scope: Scope; operation: string; decision: Omit<Decision, 'actor'>; note: string },
): Promise<Asked> {
  const decision = { ...wanted, actor: scope.actor };
  return withTx(ctx, { ...scope, cause: id }, async (tx) => {
    const operation = await lockOperation(tx, id);
    checkDecision(decision);
    const asked = { run: runOf(operation), decision };
    const said = {
      id: decision.id,
      action: decision.action,
      step_name: decision.step,
      found: decision.found ?? null,
      input: decision.input ?? null,
      note,
      actor: scope.actor,
    };
    const before = await lockDecision(tx, id, decision.id);
    if (before !== undefined) return { ...asked, taken: repeat(before, said) };
    if (!isOpen(operation.status))
      throw new Fault('conflict', `Operation ${id} is ${operation.status}: nothing waits for a decision any more.`);
    await saveDecision(tx, id, { ...said, state: 'asked' });
    return { ...asked, taken: false };
  });
}

/** Whether the run has taken the decision. Throws what it was refused with, and for another decision under the same key. */
function repeat(before: DecisionRow, said: Said): boolean {
  checkSameContent(before, said);
  if (before.refusal !== null) throw new Fault(before.refusal.code, before.refusal.detail);
  return before.state === 'taken';
}
