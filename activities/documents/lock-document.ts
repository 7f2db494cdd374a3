import type { Doc, DocumentDefinition, Right } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { asDoc, fromColumns, fromRow, rowsFields, rowsTable } from './stored-form.ts';

/**
 * Reads a document for what the right allows and keeps it from changing until the commit. Throws `forbidden` before it looks,
 * `not_found` for a name that the organization does not have, and with `ifVersion` `stale` when the caller saw another version.
 */
export async function lockDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { name, right, ifVersion }: { name: string; right: Right; ifVersion?: number | undefined },
): Promise<Doc<D>> {
  checkRight(definition, tx.scope, right);
  const row = await tx.lockRow(definition.table, { name });
  if (row === undefined) throw new Fault('not_found', `There is no ${nounOf(definition)} '${name}'`);
  const document = fromColumns(definition, row);
  for (const { key, field } of rowsFields(definition)) {
    const rows = await tx.lockRows(rowsTable(definition, key), { parent: name }, 'position');
    document[key] = rows.map((child) => fromRow(field.fields, child));
  }
  const found = asDoc(definition, document);
  if (ifVersion !== undefined && found.version !== ifVersion) {
    throw new Fault(
      'stale',
      `${nounOf(definition)} ${name} is at version ${String(found.version)} by now. Read it again and decide anew.`,
    );
  }
  return found;
}
