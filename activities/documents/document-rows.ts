import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { toSqlInstant, type Scalar, type Tx } from '../context/database/tx.ts';
import { rowsFields, rowsTable, toColumns, toSql, type Plain } from './stored-form.ts';

/** Writes the child rows of the given rows fields anew. */
async function replaceRows(
  tx: Tx,
  definition: DocumentDefinition,
  { name, values }: { name: string; values: Plain },
): Promise<void> {
  for (const { key, field } of rowsFields(definition)) {
    const rows = values[key];
    if (!Array.isArray(rows)) continue;
    const table = rowsTable(definition, key);
    await tx.deleteRows(table, { parent: name });
    for (const [position, row] of rows.entries()) {
      const columns = Object.entries(field.fields).map(([column, kind]): [string, Scalar] => [
        column,
        toSql(kind, Reflect.get(row, column)),
      ]);
      await tx.insertRow(table, { ...Object.fromEntries(columns), parent: name, position });
    }
  }
}

/** Inserts a document with its child rows. */
export async function insertDocument(
  tx: Tx,
  definition: DocumentDefinition,
  { name, head, values }: { name: string; head: { docstatus: string }; values: Plain },
): Promise<void> {
  const at = toSqlInstant(tx.at);
  const stamps = {
    version: 1,
    created_at: at,
    created_by: tx.scope.actor,
    modified_at: at,
    modified_by: tx.scope.actor,
  };
  await tx.insertRow(definition.table, { name, ...stamps, ...head, ...toColumns(definition, values) });
  await replaceRows(tx, definition, { name, values });
}

/** Writes changed fields, and the rows of changed rows fields, of the version that was locked. */
export async function changeDocument(
  tx: Tx,
  definition: DocumentDefinition,
  { name, version, head, values }: { name: string; version: number; head: { docstatus?: string }; values: Plain },
): Promise<void> {
  const at = toSqlInstant(tx.at);
  const written = await tx.updateRow(
    definition.table,
    { name, version },
    { ...toColumns(definition, values), ...head, version: version + 1, modified_at: at, modified_by: tx.scope.actor },
  );
  if (written !== 1) throw new Error(`${definition.doctype} ${name} changed although it was locked`);
  await replaceRows(tx, definition, { name, values });
}

/** Removes a document and its child rows. */
export async function removeDocument(tx: Tx, definition: DocumentDefinition, name: string): Promise<void> {
  for (const { key } of rowsFields(definition)) await tx.deleteRows(rowsTable(definition, key), { parent: name });
  await tx.deleteRows(definition.table, { name });
}
