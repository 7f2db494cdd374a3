import { z } from 'zod';

import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Field } from '../../domain/documents/fields.ts';
import type { Plain } from './stored-form.ts';

const defaultOf = (field: Field): unknown => {
  if (field.kind === 'rows') return [];
  return 'default' in field ? (field.default ?? null) : null;
};

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const Instant = z.iso.datetime({ offset: true });

/** Instants in one spelling, UTC with milliseconds, so that equal times are equal values. */
function inOneSpelling(field: Field, value: unknown): unknown {
  if (field.kind === 'instant') {
    const parsed = Instant.safeParse(value);
    return parsed.success ? new Date(parsed.data).toISOString() : value;
  }
  // As it is stored, whichever was sent first.
  if (field.kind === 'place' && isPlain(value)) {
    const { latitude, longitude, ...unknown } = value;
    return { latitude, longitude, ...unknown };
  }
  if (field.kind === 'rows' && Array.isArray(value))
    return value.map((row: unknown) => (isPlain(row) ? completeFields(Object.entries(field.fields), row) : row));
  return value;
}

function completeFields(fields: [string, Field][], values: Plain): Plain {
  const known = Object.fromEntries(
    fields.map(([key, field]) => [key, inOneSpelling(field, values[key] ?? defaultOf(field))]),
  );
  // Known fields in the definition's order, so that equal rows have equal texts.
  return { ...known, ...values, ...known };
}

/** All fields of a new document: what was given, else the default, else null. Unknown keys stay, to be refused by validation. */
export const completeValues = (definition: DocumentDefinition, values: Plain): Plain =>
  completeFields(Object.entries(definition.fields), values);
