import { Fault } from '../../../../domain/errors.ts';
import { item as itemDefinition, type Item } from '../../../../domain/records/item.ts';
import type { Tx } from '../../../context/database/tx.ts';
import { shareDocument } from '../../../documents/share-document.ts';

/** The item of a line; throws `invalid` when it is disabled. */
export async function salableItem(tx: Tx, name: string): Promise<Item> {
  const item = await shareDocument(tx, itemDefinition, name);
  if (item.disabled) throw new Fault('invalid', `Item '${name}' is disabled. Enable it, or bill another item.`);
  return item;
}
