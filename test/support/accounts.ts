import type { Context } from '../../activities/context/context.ts';
import { account } from '../../domain/records/account.ts';
import { item } from '../../domain/records/item.ts';
import type { Scope } from '../../domain/scope.ts';
import { create, update } from './documents.ts';

/** Gives an item an income account, on which bills are refused as `misconfigured` while it is disabled. */
export async function incomeAccountOf(
  ctx: Context,
  scope: Scope,
  itemName: string,
): Promise<{ account: string; enableAccount: () => Promise<void>; disableAccount: () => Promise<void> }> {
  const { name } = await create(ctx, {
    scope,
    definition: account,
    values: { account_name: 'Service income', root_type: 'income' },
  });
  await update(ctx, { scope, definition: item, name: itemName, changes: { income_account: name } });
  const setDisabled = async (disabled: boolean) => {
    await update(ctx, { scope, definition: account, name, changes: { disabled } });
  };
  return { account: name, enableAccount: () => setDisabled(false), disableAccount: () => setDisabled(true) };
}
