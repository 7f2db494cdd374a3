import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Field, RowField } from '../../domain/documents/fields.ts';
import { fromSqlInstant, toSqlInstant, type Row, type Scalar } from '../context/database/tx.ts';

/** A document as it lives between the database and the typed world: head and fields by name. */
export type Plain = Record<string, unknown>;

/** The columns that every document has besides its fields. */
export const HEAD = [
  'organization_id',
  'name',
  'version',
  'docstatus',
  'created_at',
  'created_by',
  'modified_at',
  'modified_by',
] as const;

const HEAD_INSTANTS: readonly string[] = ['created_at', 'modified_at'];

/** The table that holds the rows of one rows field. */
export const rowsTable = (definition: DocumentDefinition, field: string): string => `${definition.doctype}_${field}`;

/** The rows fields of a type, by name. */
export const rowsFields = (definition: DocumentDefinition) =>
  Object.entries(definition.fields).flatMap(([key, field]) => (field.kind === 'rows' ? [{ key, field }] : []));

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** One value as MariaDB takes it. Values were validated, so anything else here is a bug. */
export function toSql(field: Field, value: unknown): Scalar {
  if (value === undefined || value === null) return null;
  if (field.kind === 'json' || field.kind === 'place') return JSON.stringify(value);
  if (!isScalar(value)) throw new TypeError(`A ${field.kind} cannot be stored from ${typeof value}`);
  return field.kind === 'instant' && typeof value === 'string' ? toSqlInstant(value) : value;
}

function fromSql(field: RowField | Field, value: Scalar | undefined): unknown {
  if (value === undefined || value === null) return null;
  switch (field.kind) {
    case 'check':
      return value === 1 || value === true;
    case 'instant':
      return fromSqlInstant(String(value));
    case 'wall_time':
      return String(value).slice(0, 5);
    case 'json':
    case 'place':
      return JSON.parse(String(value));
    default:
      return value;
  }
}

/** The columns that the fields of a document have in its own table. */
export const columnsOf = (definition: DocumentDefinition): string[] =>
  Object.entries(definition.fields).flatMap(([key, { kind }]) => (kind === 'rows' ? [] : [key]));

/** The columns of a document's own table. */
export const toColumns = (definition: DocumentDefinition, values: Plain): Row =>
  Object.fromEntries(
    Object.entries(definition.fields).flatMap(([key, field]) =>
      field.kind === 'rows' || !(key in values) ? [] : [[key, toSql(field, values[key])]],
    ),
  );

/** A stored row as a document, without its child rows. */
export function fromColumns(definition: DocumentDefinition, row: Row): Plain {
  const head = HEAD.map((key): [string, unknown] => [
    key,
    HEAD_INSTANTS.includes(key) ? fromSqlInstant(String(row[key])) : row[key],
  ]);
  const fields = Object.entries(definition.fields).flatMap(([key, field]) =>
    field.kind === 'rows' ? [] : [[key, fromSql(field, row[key])] as const],
  );
  return Object.fromEntries([...head, ...fields]);
}

/** A stored child row as a value. */
export const fromRow = (fields: Record<string, RowField>, row: Row): Plain =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fromSql(field, row[key])]));

/** The typed view of a document that was read by its definition. */
export function asDoc<D extends DocumentDefinition>(_definition: D, plain: Plain): Doc<D> {
  // The columns were read by the very definition that the type is inferred from; the compiler cannot follow that.
  return plain as Doc<D>; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above
}
