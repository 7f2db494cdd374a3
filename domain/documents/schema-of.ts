import { z } from 'zod';

import type { Doc, DocumentDefinition, Values } from './define-document.ts';
import type { DecimalField, Field, TextField } from './fields.ts';
import { isCurrency, isTimeZone } from '../locale.ts';
import { readZonedTime } from '../zoned-time.ts';
import { isJson } from './is-json.ts';

/** Well-formed Unicode without control characters; tabs and line breaks may stand in prose. */
const TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]*$/u;
/** Something to see: no blanks, nor what only joins, separates or formats others. */
const NOT_BLANK = /[^\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** No blank at either end: identifiers compare byte by byte. */
const IDENTIFIER = /^\S(?:.*\S)?$/;
/** Begins and ends with a digit or a bracket: a blank at an end would make two numbers of one. */
const PHONE = /^[+(]?[0-9][0-9 ()./-]{1,37}[0-9)]$/;
/** A drawing as a data URL. No SVG: it may hold scripts. */
const PICTURE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;
const GEOHASH = /^[0-9b-hjkmnp-z]{1,12}$/;
/** One line, as it stands in addresses, step keys and operation ids. */
const ONE_LINE = /^[^\u0000-\u001f\u007f\u2028\u2029\ud800-\udfff]*$/u;
const MONEY_MAX = 999_999_999_999_999;
const DURATION_MAX_SECONDS = 366 * 86_400;
const PLACE_SCALE = 6;
const JSON_DEPTH = 10;
const ZONED_TIME_MAX = 100;
const ATTACHMENT_MAX = 500;
/** A name without a scheme, or an https address: what a page shows as a link must not run. */
const ATTACHMENT = /^(?:https:\/\/\S+|[^\s:](?:[^:]*[^\s:])?)$/;

/** The name of a document. */
export const DocumentName = z
  .string()
  .min(1)
  .max(140)
  .regex(ONE_LINE, 'Holds control characters, line breaks or broken Unicode');

const degrees = (most: number) =>
  z
    .number()
    .min(-most)
    .max(most)
    .refine(
      (value) => Number(value.toFixed(PLACE_SCALE)) === value,
      `Has more than ${String(PLACE_SCALE)} decimal places`,
    );
const Place = z.strictObject({ latitude: degrees(90), longitude: degrees(180) });

const ZonedTime = z
  .string()
  .max(ZONED_TIME_MAX)
  .refine((value) => readZonedTime(value) !== null, 'Is no wall time with its zone, YYYY-MM-DDThh:mm[Area/City]');

/** Data as `JSON.parse` answers it, neither too deep nor too long, without the one name that reaches into prototypes. */
const jsonSchema = (maxLength: number) =>
  z
    .unknown()
    .refine((value) => value !== null && isJson(value, JSON_DEPTH), {
      error: `Is no JSON, or nested more than ${String(JSON_DEPTH)} levels deep`,
      abort: true,
    })
    .refine(
      (value) => JSON.stringify(value).length <= maxLength,
      `Is longer than ${String(maxLength)} characters as JSON`,
    );

function textSchema(field: TextField): z.ZodType {
  const base = z.string().max(field.maxLength).regex(TEXT, 'Holds control characters or broken Unicode');
  switch (field.format) {
    case 'email':
      return z.email().max(field.maxLength);
    case 'phone':
      return z.string().max(field.maxLength).regex(PHONE, 'Is no telephone number');
    case 'geohash':
      return z.string().max(field.maxLength).regex(GEOHASH, 'Is no geohash');
    case 'picture':
      return z.string().max(field.maxLength).regex(PICTURE, 'Is no PNG or JPEG as a data URL');
    case 'currency':
      return z.string().length(3).refine(isCurrency, 'Is no ISO 4217 currency code');
    case 'time_zone':
      return z.string().max(field.maxLength).refine(isTimeZone, 'Is no IANA time zone');
    default:
      return field.compare === 'identifier'
        ? base.regex(IDENTIFIER, 'Must not be empty nor begin or end with a blank')
        : base.regex(NOT_BLANK, 'Must not be blank');
  }
}

function decimalSchema(field: DecimalField): z.ZodType {
  const fits = (value: number) => Number(value.toFixed(field.scale)) === value;
  return z
    .number()
    .min(field.min)
    .max(field.max)
    .refine(fits, `Has more than ${String(field.scale)} decimal places`);
}

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return textSchema(field);
    case 'select':
      return z.enum(field.options);
    case 'check':
      return z.boolean();
    case 'integer':
      return z.int().min(field.min).max(field.max);
    case 'decimal':
      return decimalSchema(field);
    case 'money':
      return z.int().min(field.min).max(MONEY_MAX);
    case 'duration':
      return z.int().min(0).max(DURATION_MAX_SECONDS);
    case 'date':
      return z.iso.date().refine((day) => day >= '1900-01-01', 'Lies before 1900');
    case 'wall_time':
      return z.iso.time({ precision: -1 });
    case 'instant':
      return z.iso
        .datetime({ offset: true })
        .max(40)
        .refine((at) => at >= '1900', 'Lies before 1900');
    case 'place':
      return Place;
    case 'zoned_time':
      return ZonedTime;
    case 'json':
      return jsonSchema(field.maxLength);
    case 'attachment':
      return z
        .string()
        .max(ATTACHMENT_MAX)
        .regex(ONE_LINE, 'Holds control characters or line breaks')
        .regex(ATTACHMENT, 'Is no file name and no https address');
    case 'link':
      return DocumentName;
    case 'fetched':
      return z.string().max(field.maxLength);
    case 'rows':
      return z.array(z.strictObject(shapeOf(Object.entries(field.fields)))).max(field.maxRows);
  }
}

const neverNull = (field: Field): boolean =>
  field.required === true ||
  field.kind === 'check' ||
  field.kind === 'rows' ||
  ('default' in field && field.default !== undefined);

const withExample = (field: Field, schema: z.ZodType): z.ZodType =>
  field.example === undefined ? schema : schema.meta({ example: field.example });

function fieldSchema(field: Field): z.ZodType {
  return withExample(field, neverNull(field) ? valueSchema(field) : valueSchema(field).nullable());
}

const shapeOf = (fields: [string, Field][]): Record<string, z.ZodType> =>
  Object.fromEntries(
    fields.map(([key, field]) => [key, field.required === true ? fieldSchema(field) : fieldSchema(field).optional()]),
  );

// The shape is built at run time, so the compiler cannot see that it is the one the definition's type describes.
const typed = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above

/** Callers give it; the others are set by the system. */
const isGiven = (field: Field): boolean => field.readOnly !== true && field.computed !== true;

/** What a caller may send to create a document: unknown and read-only fields are refused. */
export const createSchemaOf = <D extends DocumentDefinition>(definition: D): z.ZodType<Values<D>> =>
  typed(z.strictObject(shapeOf(Object.entries(definition.fields).filter(([, field]) => isGiven(field)))));

/** What a caller may send to change a document: any part of what may change, at least one field. */
export const updateSchemaOf = <D extends DocumentDefinition>(definition: D): z.ZodType<Values<D>> => {
  const changeable = Object.entries(definition.fields).filter(([, field]) => isGiven(field) && field.setOnce !== true);
  return typed(
    z
      .strictObject(Object.fromEntries(changeable.map(([key, field]) => [key, fieldSchema(field).optional()])))
      .refine((changes) => Object.keys(changes).length > 0, 'Name at least one field to change'),
  );
};

/** The kinds of fields that have an order worth asking for: `filter[x][from]`, `filter[x][to]`. */
const ORDERED: readonly Field['kind'][] = ['date', 'instant', 'integer', 'decimal', 'money', 'duration'];

export const isOrdered = ({ kind }: Field): boolean => ORDERED.includes(kind);

/** What a list may be filtered by: the value of a field, as it stands in a query string. */
export const filterSchemaOf = (field: Field): z.ZodType<string> => {
  switch (field.kind) {
    case 'check':
      return z.enum(['true', 'false']);
    case 'integer':
    case 'decimal':
    case 'money':
    case 'duration':
      return z.string().regex(/^-?\d{1,15}(?:\.\d{1,6})?$/, 'Is no number');
    default:
      return typed(valueSchema(field));
  }
};

/** Some fields of a document, such as a form asks for: each may be left out, none may be null. */
export const partSchemaOf = <D extends DocumentDefinition, const K extends keyof D['fields'] & string>(
  definition: D,
  keys: readonly K[],
): z.ZodType<Pick<Values<D>, K>> => {
  const fields = Object.entries(definition.fields).filter(([key]) => keys.some((wanted) => wanted === key));
  return typed(
    z.strictObject(
      Object.fromEntries(fields.map(([key, field]) => [key, withExample(field, valueSchema(field)).optional()])),
    ),
  );
};

/** What is stored: every field, those set by the system too. Checked at each write. */
export const storedSchemaOf = (definition: DocumentDefinition): z.ZodType =>
  z.strictObject(
    Object.fromEntries(Object.entries(definition.fields).map(([key, field]) => [key, fieldSchema(field)])),
  );

const viewField = (field: Field): z.ZodType =>
  field.kind === 'rows'
    ? z.array(z.object(Object.fromEntries(Object.entries(field.fields).map(([key, row]) => [key, fieldSchema(row)]))))
    : fieldSchema(field);

/** What is shown: the document's head and the fields named, or all of them. */
export const viewSchemaOf = <D extends DocumentDefinition>(
  definition: D,
  without: readonly (keyof D['fields'])[] = [],
): z.ZodType<Omit<Doc<D>, 'organization_id'>> => {
  const fields = Object.entries(definition.fields).filter(([key]) => !without.includes(key));
  return typed(
    z.object({
      name: z.string(),
      version: z.int(),
      docstatus: z.enum(['draft', 'submitted', 'cancelled']),
      created_at: z.iso.datetime(),
      created_by: z.string(),
      modified_at: z.iso.datetime(),
      modified_by: z.string(),
      ...Object.fromEntries(fields.map(([key, field]) => [key, viewField(field)])),
    }),
  );
};
