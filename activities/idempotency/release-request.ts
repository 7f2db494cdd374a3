import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { dropRow } from './request-rows.ts';

/** Lets go of a claimed request that was refused, so that it can be corrected and sent again under its key. Safe to repeat. */
export async function releaseRequest(
  ctx: Context,
  { scope, id, token }: { scope: Scope; id: string; token: string },
): Promise<void> {
  await withTx(ctx, scope, (tx) => dropRow(tx, { id, token }));
}
