import type { Tx } from '../context/database/tx.ts';
import { claimEffect, markUndone, storedResult, type Effect } from './step-effect-rows.ts';

/**
 * Takes back what `doOnce` did: `work` gets the stored answer. Never done: leaves a mark that forbids it from now on. Undone
 * already: nothing.
 */
export async function undoOnce(tx: Tx, effect: Effect, work: (stored: unknown) => Promise<void>): Promise<void> {
  const before = await claimEffect(tx, effect, 'undone');
  if (before === undefined || before['state'] === 'undone') return;
  await work(storedResult(before));
  await markUndone(tx, effect);
}
