import { Fault } from '../../domain/errors.ts';
import { isDuplicate } from '../context/database/database-error.ts';
import type { Tx } from '../context/database/tx.ts';
import { insertEffect, lockEffect, storedResult, type Effect } from './step-effect-rows.ts';

/**
 * Runs `work` unless the step already did: then it answers what the first run answered, read by `parse`. The answer is stored in
 * the transaction of the effect. A step that was undone is refused, so an attempt that arrives late does nothing.
 */
export async function doOnce<T>(
  tx: Tx,
  effect: Effect,
  { work, parse }: { work: () => Promise<T>; parse: (stored: unknown) => T },
): Promise<T> {
  const before = await lockEffect(tx, effect);
  if (before?.['state'] === 'undone')
    throw new Fault('conflict', `Step ${effect.key} was undone and cannot be done any more`);
  if (before !== undefined) return parse(storedResult(before));
  const result = await work();
  try {
    await insertEffect(tx, effect, { state: 'done', result });
  } catch (error) {
    // Two attempts of one step at once: the other one did it, and this one's work is rolled back.
    if (isDuplicate(error))
      throw new Fault('unavailable', `Step ${effect.key} is being carried out by another attempt`, {
        retryAfterSeconds: 1,
      });
    throw error;
  }
  return result;
}
