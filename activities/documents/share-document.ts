import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { asDoc, fromColumns } from './stored-form.ts';

/**
 * Reads a document that this transaction depends on but does not change, and keeps it so until the commit while others may
 * still read it. Child rows are left out. Throws `not_found`.
 */
export async function shareDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  name: string,
): Promise<Omit<Doc<D>, RowsKeys<D>>> {
  const row = await tx.shareRow(definition.table, { name });
  if (row === undefined) throw new Fault('not_found', `There is no ${nounOf(definition)} '${name}'`);
  return asDoc(definition, fromColumns(definition, row));
}

type RowsKeys<D extends DocumentDefinition> = {
  [K in keyof D['fields']]: D['fields'][K] extends { kind: 'rows' } ? K : never;
}[keyof D['fields']];
