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
 * Claims the effect for this transaction, before anything is done: a rival waits here until the commit. Answers undefined when the
 * claim is ours, else what stands there, kept from changing.
 */
export async function claimEffect(tx: Tx, effect: Effect, state: 'done' | 'undone'): Promise<Row | undefined> {
  try {
    await tx.insertRow(TABLE, { ...where(effect), state, result: 'null', changed_at: toSqlInstant(tx.at) });
    return undefined;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  // The refused insert left a shared lock. Only an undo goes on to change the row, so only it asks for more.
  const standing = state === 'done' ? await tx.shareRow(TABLE, where(effect)) : await tx.lockRow(TABLE, where(effect));
  if (standing === undefined) throw new Error(`The effect of ${effect.key} is taken and yet not there`);
  return standing;
}

/** Keeps what a claimed effect answered. */
export const keepResult = (tx: Tx, effect: Effect, result: unknown): Promise<number> =>
  tx.updateRow(TABLE, where(effect), { result: JSON.stringify(result ?? null) });

/** What the first run answered. */
export const storedResult = (row: Row): unknown => JSON.parse(String(row['result']));

/** Notes that what was done is undone. */
export const markUndone = (tx: Tx, effect: Effect): Promise<number> =>
  tx.updateRow(TABLE, where(effect), { state: 'undone', changed_at: toSqlInstant(tx.at) });
