/** The kinds of fields a document may have. Plain data: a workflow may import a definition without dragging in a validator. */

/** Another field of the same document, or of the same row, has one of these values. */
export interface Condition {
  readonly field: string;
  readonly is: readonly (string | boolean)[];
}

interface FieldBase {
  /** Must be given at creation and never be null. */
  readonly required?: boolean;
  /** Set by the system only: refused in a create or an update that a caller sends. */
  readonly readOnly?: boolean;
  /** May be given at creation and never changes afterwards. */
  readonly setOnce?: boolean;
  /** Must not be null while the condition holds. */
  readonly requiredWhen?: Condition;
  /** Has a meaning only while the condition holds: refused otherwise when it is written. */
  readonly onlyWhen?: Condition;
  /** What a new document takes from the document that the link field names, where the caller gives nothing. */
  readonly defaultFrom?: { readonly link: string; readonly field: string };
  /** Follows from the other fields by the definition's `compute`; nobody else writes it. */
  readonly computed?: true;
  /** Large or personal: the change log notes that it changed, not what it was. */
  readonly unlogged?: true;
  /** An example for the API page. */
  readonly example?: unknown;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly maxLength: number;
  /** `identifier` compares byte by byte (codes, keys, tokens); `words` is text that people search. */
  readonly compare: 'words' | 'identifier';
  readonly format?: 'email' | 'phone' | 'geohash' | 'time_zone' | 'currency' | 'picture';
}
export interface SelectField<V extends string = string> extends FieldBase {
  readonly kind: 'select';
  readonly options: readonly V[];
  readonly default?: V;
  /** Which value may follow which, for states; left out: any may follow any. Staying the same is always allowed. */
  readonly next?: Readonly<Record<V, readonly V[]>>;
}
export interface CheckField extends FieldBase {
  readonly kind: 'check';
  readonly default: boolean;
}
export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  readonly default?: number;
}
export interface DecimalField extends FieldBase {
  readonly kind: 'decimal';
  readonly min: number;
  readonly max: number;
  readonly scale: number;
  readonly default?: number;
}
/** Minor units of the organization's currency (cents), as an integer below 2^53. */
export interface MoneyField extends FieldBase {
  readonly kind: 'money';
  readonly min: number;
  readonly default?: number;
}
/** `date` YYYY-MM-DD · `wall_time` HH:MM of the site's zone · `instant` UTC with milliseconds · `duration` whole seconds. */
export interface TimeField extends FieldBase {
  readonly kind: 'date' | 'wall_time' | 'instant';
}
export interface DurationField extends FieldBase {
  readonly kind: 'duration';
  readonly default?: number;
}
/** A point on earth, `{ latitude, longitude }` in degrees. */
export interface PlaceField extends FieldBase {
  readonly kind: 'place';
}
/** A wall time that means one instant only with its zone: `2026-12-01T09:00[Europe/Paris]`, the form of RFC 9557 without offset. */
export interface ZonedTimeField extends FieldBase {
  readonly kind: 'zoned_time';
}
/** Data whose shape is not ours. At most so many characters as JSON text, and ten levels deep. */
export interface JsonField extends FieldBase {
  readonly kind: 'json';
  readonly maxLength: number;
}
/** Where a file is kept: the name of one of ours, or an address. */
export interface AttachmentField extends FieldBase {
  readonly kind: 'attachment';
}
/** The name of another document of the same organization. */
export interface LinkField extends FieldBase {
  readonly kind: 'link';
  readonly to: string;
}
/** Copied from the linked document whenever the link is written. */
export interface FetchedField extends FieldBase {
  readonly kind: 'fetched';
  readonly from: string;
  readonly field: string;
  readonly maxLength: number;
}
/** Child rows, kept in a table of their own and replaced as a whole. */
export interface RowsField<F extends Record<string, RowField> = Record<string, RowField>> extends FieldBase {
  readonly kind: 'rows';
  readonly fields: F;
  readonly maxRows: number;
}

export type RowField =
  | TextField
  | SelectField
  | CheckField
  | IntegerField
  | DecimalField
  | MoneyField
  | TimeField
  | DurationField
  | PlaceField
  | ZonedTimeField
  | JsonField
  | AttachmentField
  | LinkField;
export type Field = RowField | FetchedField | RowsField;

/** What `JSON.parse` may answer. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

type Options = {
  required?: true;
  readOnly?: true;
  setOnce?: true;
  requiredWhen?: Condition;
  onlyWhen?: Condition;
  defaultFrom?: { link: string; field: string };
  computed?: true;
  unlogged?: true;
  example?: unknown;
};

// The options' own type is what makes a field required or defaulted in the document's type, and spreading loses it.
const made = <F>(field: object): F => field as F; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above

export const text = <const O extends Options & { maxLength?: number; format?: TextField['format'] }>(options?: O) =>
  made<TextField & O>({ kind: 'text', maxLength: 140, compare: 'words', ...options });
/** A code, key or reference that must match byte by byte. */
export const identifier = <const O extends Options & { maxLength?: number; format?: TextField['format'] }>(
  options?: O,
) => made<TextField & O>({ kind: 'text', maxLength: 140, compare: 'identifier', ...options });
/** Prose of several lines, at most 10,000 characters. */
export const longText = <const O extends Options>(options?: O) =>
  made<TextField & O>({ kind: 'text', maxLength: 10_000, compare: 'words', ...options });
export const select = <
  const V extends string,
  const O extends Options & { default?: NoInfer<V>; next?: Readonly<Record<NoInfer<V>, readonly NoInfer<V>[]>> },
>(
  options: readonly V[],
  more?: O,
) => made<SelectField<V> & O>({ kind: 'select', options, ...more });
export const check = <const O extends Options & { default?: boolean }>(options?: O) =>
  made<CheckField & O>({ kind: 'check', default: false, ...options });
export const integer = <const O extends Options & { min?: number; max?: number; default?: number }>(options?: O) =>
  made<IntegerField & O>({ kind: 'integer', min: 0, max: 2_147_483_647, ...options });
export const decimal = <const O extends Options & { min?: number; max?: number; scale?: number; default?: number }>(
  options?: O,
) => made<DecimalField & O>({ kind: 'decimal', min: 0, max: 1_000_000_000, scale: 3, ...options });
export const money = <const O extends Options & { min?: number; default?: number }>(options?: O) =>
  made<MoneyField & O>({ kind: 'money', min: 0, ...options });
export const date = <const O extends Options>(options?: O) => made<TimeField & O>({ kind: 'date', ...options });
export const wallTime = <const O extends Options>(options?: O) =>
  made<TimeField & O>({ kind: 'wall_time', ...options });
export const instant = <const O extends Options>(options?: O) => made<TimeField & O>({ kind: 'instant', ...options });
export const duration = <const O extends Options & { default?: number }>(options?: O) =>
  made<DurationField & O>({ kind: 'duration', ...options });
export const place = <const O extends Options>(options?: O) => made<PlaceField & O>({ kind: 'place', ...options });
export const zonedTime = <const O extends Options>(options?: O) =>
  made<ZonedTimeField & O>({ kind: 'zoned_time', ...options });
export const json = <const O extends Options & { maxLength?: number }>(options?: O) =>
  made<JsonField & O>({ kind: 'json', maxLength: 20_000, ...options });
export const attachment = <const O extends Options>(options?: O) =>
  made<AttachmentField & O>({ kind: 'attachment', ...options });
export const link = <const O extends Options>(to: string, options?: O) =>
  made<LinkField & O>({ kind: 'link', to, ...options });
export const fetched = (from: string, field: string, maxLength = 140) =>
  ({ kind: 'fetched', from, field, maxLength, readOnly: true }) as const satisfies FetchedField;
export const rows = <const F extends Record<string, RowField>, const O extends { readOnly?: true; maxRows?: number }>(
  fields: F,
  options?: O,
) => made<RowsField<F> & O>({ kind: 'rows', fields, maxRows: 200, ...options });
