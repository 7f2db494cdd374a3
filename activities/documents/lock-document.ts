import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Tx } from '../context/database/tx.ts';
import { asDoc, fromColumns, fromRow, rowsFields, rowsTable } from './stored-form.ts';

/**
 * Reads a document and keeps it from changing until the commit. With `ifVersion` it throws `stale` when the caller saw another
 * version. Throws `not_found` for a name that the organization does not have.
 */
export async function lockDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { name, ifVersion }: { name: string; ifVersion?: number | undefined },
): Promise<Doc<D>> {
  const found = await findLocked(tx, definition, { name });
  if (found === undefined) throw new Fault('not_found', `There is no ${definition.doctype} '${name}'`);
  if (ifVersion !== undefined && found.version !== ifVersion) {
    throw new Fault(
      'stale',
      `${definition.doctype} ${name} is at version ${String(found.version)}, not ${String(ifVersion)}. Read it again and decide anew.`,
    );
  }
  return found;
}

/** The same by the name or by a unique field; undefined when there is none. */
export async function findLocked<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  key: Record<string, string>,
): Promise<Doc<D> | undefined> {
  const row = await tx.lockRow(definition.table, key);
  if (row === undefined) return undefined;
  const document = fromColumns(definition, row);
  for (const {
    key: field,
    field: { fields },
  } of rowsFields(definition)) {
    const rows = await tx.lockRows(rowsTable(definition, field), { parent: row['name'] ?? null }, 'position');
    document[field] = rows.map((child) => fromRow(fields, child));
  }
  return asDoc(definition, document);
}
