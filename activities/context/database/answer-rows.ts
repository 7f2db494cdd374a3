import { Fault } from '../../../domain/errors.ts';
import type { ClaimedRequest } from '../../../domain/scope.ts';
import type { Tx } from './tx.ts';

/**
 * Stores what a claimed request is answered with, in the transaction of its effect: both are there, or neither. Throws `conflict`
 * when the request took so long that a repeat has taken its place, so that the effect is there once.
 */
export async function keepAnswer(tx: Tx, { id, token, answer }: ClaimedRequest, result: unknown): Promise<void> {
  const kept = await tx.updateRow(
    'idempotent_requests',
    { id, token, answer: null },
    { answer: JSON.stringify(answer(result)) },
  );
  if (kept === 1) return;
  throw new Fault('conflict', 'A repeat of this request is being carried out. Send it again with the same key.');
}
