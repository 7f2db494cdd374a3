import { filterSchemaOf, isOrdered } from '../../domain/documents/schema-of.ts';
import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Field } from '../../domain/documents/fields.ts';
import { Fault, type FieldFault } from '../../domain/errors.ts';
import type { Scalar } from '../context/database/tx.ts';
import { toSql } from './stored-form.ts';

/** One condition on a column, all of which hold for what is listed. */
export interface Filter {
  readonly column: string;
  readonly operator: '=' | '>=' | '<=';
  readonly value: Scalar;
}

/** `status`, or `scheduled_date][from` as it stands between the brackets of `filter[…]`. */
const KEY = /^([a-z0-9_]+)(?:\]\[(from|to))?$/;

/** Filters by the definition's allow-list. Throws `invalid` naming each filter that is unknown or ill-formed. */
export function parseFilters(definition: DocumentDefinition, filters: Record<string, string>): Filter[] {
  const refused: FieldFault[] = [];
  const parsed = Object.entries(filters).flatMap(([key, value]) => {
    const found = parseFilter(definition, key, value);
    if ('column' in found) return [found];
    refused.push({ pointer: `filter[${key}]`, detail: found.problem });
    return [];
  });
  if (refused.length === 0) return parsed;
  throw new Fault('invalid', refused.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), {
    unread: true,
    fields: refused,
  });
}

function parseFilter(definition: DocumentDefinition, key: string, value: string): Filter | { problem: string } {
  const [, column = '', end] = KEY.exec(key) ?? [];
  const allowed = definition.filters ?? [];
  const field = allowed.includes(column) ? definition.fields[column] : undefined;
  if (field === undefined || (end !== undefined && !isOrdered(field)))
    return { problem: `Is no filter. Use one of ${allowed.join(', ')}` };
  const parsed = filterSchemaOf(field).safeParse(value);
  if (!parsed.success) return { problem: parsed.error.issues.map(({ message }) => message).join('; ') };
  return { column, operator: operatorOf(end), value: toSql(field, valueOf(field, value)) };
}

function operatorOf(end: string | undefined): Filter['operator'] {
  if (end === undefined) return '=';
  return end === 'from' ? '>=' : '<=';
}

function valueOf(field: Field, text: string): string | number | boolean {
  switch (field.kind) {
    case 'check':
      return text === 'true';
    case 'integer':
    case 'decimal':
    case 'money':
    case 'duration':
      return Number(text);
    case 'instant':
      return new Date(text).toISOString();
    default:
      return text;
  }
}
