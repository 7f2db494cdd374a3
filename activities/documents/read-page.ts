import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import type { Row } from '../context/database/tx.ts';
import { afterCursor } from './after-cursor.ts';
import { checkRight } from './check-right.ts';
import { listIdentity, readCursor, writeCursor } from './list-cursor.ts';
import { parseFilters } from './parse-filters.ts';
import { readRows } from './read-rows.ts';
import { columnsOf, fromColumns, HEAD, type Plain } from './stored-form.ts';

export interface PageInput<D extends DocumentDefinition> {
  scope: Scope;
  definition: D;
  /** Values by field, `field][from` and `field][to` for what has an order; only the definition's `filters` are known. */
  filters: Record<string, string>;
  /** `name`, `created_at`, `modified_at` or a filter field; with `-` in front: descending. */
  sort?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  /** The fields to read, besides the head; all, if left out. */
  fields?: readonly string[] | undefined;
}

const ALWAYS_SORTABLE = ['name', 'created_at', 'modified_at'];

function parseSort(definition: DocumentDefinition, sort: string): { column: string; direction: 'asc' | 'desc' } {
  const column = sort.replace(/^-/, '');
  const field = definition.fields[column];
  // A null has no place in a keyset, so only fields that always have a value can be sorted by.
  const filled =
    field !== undefined &&
    // Words would be sorted by letter, and nobody means that by priority or status.
    field.kind !== 'select' &&
    (field.required === true || ('default' in field && field.default !== undefined));
  const sortable = ALWAYS_SORTABLE.includes(column) || (filled && (definition.filters ?? []).includes(column));
  if (!sortable) {
    throw new Fault('invalid', `A list of ${nounOf(definition)} cannot be sorted by that field`, {
      unread: true,
      fields: [
        {
          pointer: 'sort',
          detail: `Use one of ${ALWAYS_SORTABLE.join(', ')} or a filter field that always has a value`,
        },
      ],
    });
  }
  return { column, direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** One page of the organization's documents as plain values, newest first unless sorted otherwise, and the cursor of the next page or null. */
export async function readPage<D extends DocumentDefinition>(
  ctx: Context,
  { scope, definition, limit, fields, ...input }: PageInput<D>,
): Promise<{ data: Plain[]; nextCursor: string | null }> {
  checkRight(definition, scope, 'read');
  const filters = parseFilters(definition, input.filters);
  const sort = parseSort(definition, input.sort ?? '-created_at');
  const list = listIdentity([scope.organizationId, definition.doctype, Object.entries(input.filters).sort(), sort]);
  const cursor = input.cursor === undefined ? undefined : readCursor(list, input.cursor);
  const part = partOf(definition, fields);

  const own = ctx.db<Row>(definition.table).where({ organization_id: scope.organizationId });
  for (const { column, operator, value } of filters) void own.where(column, operator, value);
  try {
    const rows = await afterCursor(own, { ...sort, tie: 'name' }, cursor)
      .limit(limit + 1)
      .select<Row[]>([...new Set([...HEAD, sort.column, ...columnsOf(part)])]);
    const page = rows.slice(0, limit);
    const names = page.map((row) => String(row['name']));
    const children = await readRows(ctx, { scope, definition: part, names });
    const data = page.map((row, index) => ({ ...fromColumns(part, row), ...children[index] }));
    const last = page.at(-1);
    const value = last?.[sort.column];
    const more = rows.length > limit && last !== undefined && (typeof value === 'string' || typeof value === 'number');
    return { data, nextCursor: more ? writeCursor(list, [value, String(last['name'])]) : null };
  } catch (error) {
    throw databaseFault(error);
  }
}

/** The definition with no other fields than these. */
const partOf = (definition: DocumentDefinition, fields: readonly string[] | undefined): DocumentDefinition =>
  fields === undefined
    ? definition
    : {
        ...definition,
        fields: Object.fromEntries(Object.entries(definition.fields).filter(([key]) => fields.includes(key))),
      };
