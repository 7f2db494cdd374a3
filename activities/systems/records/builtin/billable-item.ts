import { account as accountDefinition } from '../../../../domain/records/account.ts';
import type { Item } from '../../../../domain/records/item.ts';
import { mayBookIncome } from '../../../../domain/records/may-book-income.ts';
import type { Tx } from '../../../context/database/tx.ts';
import { shareDocument } from '../../../documents/share-document.ts';
import { salableItem } from './salable-item.ts';

/**
 * The item of a line of a bill. Throws `invalid` when it is disabled, `misconfigured` when it has an income account on which
 * nothing can be booked.
 */
export async function billableItem(tx: Tx, name: string): Promise<Item> {
  const item = await salableItem(tx, name);
  if (item.income_account !== null)
    mayBookIncome(await shareDocument(tx, accountDefinition, item.income_account), name);
  return item;
}
