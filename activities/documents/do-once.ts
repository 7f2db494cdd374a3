import { Fault } from '../../domain/errors.ts';
import type { Tx } from '../context/database/tx.ts';
import { claimEffect, keepResult, storedResult, type Effect } from './step-effect-rows.ts';

/**
 * Runs `work` unless the step already did: then it answers what the first run answered, read by `parse`. The answer is stored in
 * the transaction of the effect, and another attempt at the same time waits for it. A step that was undone is refused, so an attempt
 * that arrives late does nothing. Lock order: the effect before what it changes.
 */
export async function doOnce<T>(
  tx: Tx,
  effect: Effect,
  { work, parse }: { work: () => Promise<T>; parse: (stored: unknown) => T },
): Promise<T> {
  const before = await claimEffect(tx, effect, 'done');
  if (before?.['state'] === 'undone')
    throw new Fault('conflict', `Step ${effect.key} was undone and cannot be done any more`);
  if (before !== undefined) return parse(storedResult(before));
  const result = await work();
  await keepResult(tx, effect, result);
  return result;
}
