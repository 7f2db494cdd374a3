import { filterSchemaOf } from '../../domain/documents/schema-of.ts';
import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault, type FieldFault } from '../../domain/errors.ts';
import type { Row } from '../context/database/tx.ts';

/** Filters by the definition's allow-list, as column values. Throws `invalid` naming each filter that is unknown or ill-formed. */
export function parseFilters(definition: DocumentDefinition, filters: Record<string, string>): Row {
  const refused: FieldFault[] = [];
  const columns: Row = {};
  for (const [key, value] of Object.entries(filters)) {
    const field = (definition.filters ?? []).includes(key) ? definition.fields[key] : undefined;
    if (field === undefined) {
      refused.push({
        pointer: `filter[${key}]`,
        detail: `Is no filter. Use one of ${(definition.filters ?? []).join(', ')}`,
      });
      continue;
    }
    const parsed = filterSchemaOf(field).safeParse(value);
    if (parsed.success) columns[key] = value;
    else
      refused.push({ pointer: `filter[${key}]`, detail: parsed.error.issues.map((issue) => issue.message).join('; ') });
  }
  if (refused.length > 0) {
    throw new Fault('invalid', refused.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), {
      unread: true,
      fields: refused,
    });
  }
  return columns;
}
