import type { Context } from '../../activities/context/context.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { lockDocument } from '../../activities/documents/lock-document.ts';
import { updateDocument } from '../../activities/documents/update-document.ts';
import { findCaller } from '../../activities/people/find-caller.ts';
import { account } from '../../domain/records/account.ts';

/** Enables an account, as the member whose key it is. One that is enabled stays so. */
export async function enableAccount(ctx: Context, { secret, name }: { secret: string; name: string }): Promise<void> {
  const { scope } = await findCaller(ctx, { secret });
  await withTx(ctx, scope, async (tx) => {
    const document = await lockDocument(tx, account, { right: 'write', name });
    await updateDocument(tx, account, { document, changes: { disabled: false } });
  });
}
