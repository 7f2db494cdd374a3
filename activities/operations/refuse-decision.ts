import type { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { markRefused } from './decision-rows.ts';

/**
 * Notes why a run refused a decision, for whoever repeats it: as long as it is among the newest fifty that were refused about the
 * operation. Changes nothing about a decision that was taken or refused before.
 */
export function refuseDecision(
  ctx: Context,
  { scope, operation, id, fault }: { scope: Scope; operation: string; id: string; fault: Fault },
): Promise<void> {
  return withTx(ctx, { ...scope, cause: operation }, async (tx) => {
    await markRefused(tx, operation, { id, fault });
  });
}
