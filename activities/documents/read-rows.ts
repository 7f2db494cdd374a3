import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import type { Row } from '../context/database/tx.ts';
import { fromRow, rowsFields, rowsTable, type Plain } from './stored-form.ts';

/** The child rows of several documents, one object of rows fields per name, in the order of the names: one query per rows field. */
export async function readRows(
  ctx: Context,
  { scope, definition, names }: { scope: Scope; definition: DocumentDefinition; names: string[] },
): Promise<Plain[]> {
  const found = names.map((): Plain => ({}));
  for (const { key, field } of rowsFields(definition)) {
    const rows = await ctx
      .db<Row>(rowsTable(definition, key))
      .where({ organization_id: scope.organizationId })
      .whereIn('parent', names)
      .orderBy(['parent', 'position'])
      .select<Row[]>();
    names.forEach((name, index) => {
      const own = rows.filter((row) => row['parent'] === name).map((row) => fromRow(field.fields, row));
      Object.assign(found[index] ?? {}, { [key]: own });
    });
  }
  return found;
}
