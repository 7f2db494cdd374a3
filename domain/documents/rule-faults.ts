import type { FieldFault } from '../errors.ts';
import type { DocumentDefinition } from './define-document.ts';
import type { Condition, Field } from './fields.ts';

type Plain = Readonly<Record<string, unknown>>;

interface Written {
  readonly values: Plain;
  /** The fields that are new or changed. */
  readonly changed: readonly string[];
}

/**
 * What rules between fields refuse in whole, well-formed values: what a condition asks for and is not there, what it does not allow
 * and is written, and what the definition's own `check` finds.
 */
export function ruleFaults(definition: DocumentDefinition, { values, changed }: Written): FieldFault[] {
  const faults = Object.entries(definition.fields).flatMap(([key, field]) => {
    const own = fieldFaults(field, { value: values[key], among: values, isWritten: changed.includes(key) }, `/${key}`);
    const rows = field.kind === 'rows' && changed.includes(key) ? rowsFaults(key, field.fields, values[key]) : [];
    return [...own, ...rows];
  });
  return [...faults, ...(definition.check?.(values) ?? [])];
}

function rowsFaults(key: string, fields: Record<string, Field>, rows: unknown): FieldFault[] {
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: Plain, index) =>
    Object.entries(fields).flatMap(([name, field]) =>
      fieldFaults(field, { value: row[name], among: row, isWritten: true }, `/${key}/${String(index)}/${name}`),
    ),
  );
}

interface Found {
  readonly value: unknown;
  readonly among: Plain;
  readonly isWritten: boolean;
}

function fieldFaults({ requiredWhen, onlyWhen, ...field }: Field, { value, among, isWritten }: Found, pointer: string) {
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (requiredWhen !== undefined && holds(requiredWhen, among) && empty)
    return [{ pointer, detail: `Is required when ${told(requiredWhen)}` }];
  const same = empty || ('default' in field && value === field.default);
  if (onlyWhen !== undefined && isWritten && !holds(onlyWhen, among) && !same)
    return [{ pointer, detail: `Has a meaning only when ${told(onlyWhen)}` }];
  return [];
}

const holds = ({ field, is }: Condition, among: Plain): boolean => is.some((value) => value === among[field]);

const told = ({ field, is }: Condition): string => `${field} is ${is.map(String).join(' or ')}`;
