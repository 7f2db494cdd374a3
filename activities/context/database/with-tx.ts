import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../../domain/errors.ts';
import type { Scope } from '../../../domain/scope.ts';
import type { Context } from '../context.ts';
import { databaseFault, isLost, isRepeatable } from './database-error.ts';
import { keepAnswer } from './answer-rows.ts';
import { openTx, type Tx } from './tx.ts';

const ATTEMPTS = 4;
const BACKOFF_MS = 20;

/**
 * Runs `work` in one READ COMMITTED transaction of the scope's organization: all of it, or nothing. A rival's deadlock or lock
 * wait runs the whole callback again, at most three times, so `work` touches nothing but `tx`.
 * A reply lost at COMMIT leaves it open whether the work is stored: `outcome_unknown` for a caller, `unavailable` for the step of
 * an operation, which repeats under its key.
 */
export async function withTx<T>(
  ctx: Pick<Context, 'db' | 'log' | 'now'>,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (scope.organizationId === '') throw new Error('A transaction needs an organization');
  for (let attempt = 1; ; attempt += 1) {
    let committing = false;
    try {
      return await ctx.db.transaction(async (trx) => {
        const { tx, flush } = openTx(trx, scope, ctx.now());
        const result = await work(tx);
        if (scope.once !== undefined) await keepAnswer(tx, scope.once, result);
        await flush();
        committing = true;
        return result;
      });
    } catch (error) {
      if (isRepeatable(error) && attempt < ATTEMPTS) {
        ctx.log.info({ attempt }, 'transaction runs again after a rival');
        await sleep(BACKOFF_MS * attempt * (1 + Math.random()));
        continue;
      }
      if (committing && isLost(error) && scope.cause === undefined) {
        throw new Fault(
          'outcome_unknown',
          'The database did not confirm the change. Read the document before you repeat the request.',
        );
      }
      throw databaseFault(error);
    }
  }
}
