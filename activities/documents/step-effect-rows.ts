import { Fault } from '../../domain/errors.ts';
import { isDuplicate } from '../context/database/database-error.ts';
import { toSqlInstant, type Row, type Tx } from '../context/database/tx.ts';

/** One effect of one step: `key` is the step key, `effect` tells apart what one step does in several transactions. */
export interface Effect {
  key: string;
  effect: string;
}

const TABLE = 'step_effects';
/** The key of the row. */
const where = ({ key, effect }: Effect) => ({ step_key: key, effect });

/**
 * Notes that the step did it, or must not do it any more. Throws `unavailable` when another attempt of the step notes the same at
 * once: that one did it, and this one's work is rolled back.
 */
export async function insertEffect(
  tx: Tx,
  effect: Effect,
  { state, result }: { state: 'done' | 'undone'; result: unknown },
): Promise<void> {
  const row = { state, result: JSON.stringify(result ?? null), changed_at: toSqlInstant(tx.at) };
  try {
    await tx.insertRow(TABLE, { ...where(effect), ...row });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Fault('unavailable', `Step ${effect.key} is being carried out by another attempt`, {
      retryAfterSeconds: 1,
    });
  }
}

/** What the first run answered. */
export const storedResult = (row: Row): unknown => JSON.parse(String(row['result']));

/** The row of the effect, kept from changing; undefined when neither a do nor an undo has come yet. */
export const lockEffect = (tx: Tx, effect: Effect): Promise<Row | undefined> => tx.lockRow(TABLE, where(effect));

/** Notes that what was done is undone. */
export const markUndone = (tx: Tx, effect: Effect): Promise<number> =>
  tx.updateRow(TABLE, where(effect), { state: 'undone', changed_at: toSqlInstant(tx.at) });
