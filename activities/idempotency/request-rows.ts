import { isDuplicate } from '../context/database/database-error.ts';
import { Fault } from '../../domain/errors.ts';
import type { Row, Tx } from '../context/database/tx.ts';

/** Makes the row of a request that begins. Throws `conflict` when a rival has just made it. */
export async function insertClaim(tx: Tx, claim: Row): Promise<void> {
  try {
    await tx.insertRow('idempotent_requests', { ...claim, answer: null });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Fault('conflict', 'This request is being carried out. Send it again in a moment.', {
      retryAfterSeconds: 1,
    });
  }
}

/** Gives the locked row of a request whose process was lost to another claim. */
export const renewClaim = (tx: Tx, { id, ...claim }: Row & { id: string }): Promise<number> =>
  tx.updateRow('idempotent_requests', { id, answer: null }, claim);

/** Takes back a claim that came to nothing. */
export const dropRow = (tx: Tx, { id, token }: { id: string; token: string }): Promise<number> =>
  tx.deleteRows('idempotent_requests', { id, token, answer: null });
