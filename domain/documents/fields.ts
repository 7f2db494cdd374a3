/** The kinds of fields a document may have. Plain data: a workflow may import a definition without dragging in a validator. */

interface FieldBase {
  /** Must be given at creation and never be null. */
  readonly required?: boolean;
  /** Set by the system only: refused in a create or an update that a caller sends. */
  readonly readOnly?: boolean;
  /** May be given at creation and never changes afterwards. */
  readonly setOnce?: boolean;
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
  | LinkField;
export type Field = RowField | FetchedField | RowsField;

type Options = { required?: true; readOnly?: true; setOnce?: true; unlogged?: true; example?: unknown };

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
export const select = <const V extends string, const O extends Options & { default?: NoInfer<V> }>(
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
export const link = <const O extends Options>(to: string, options?: O) =>
  made<LinkField & O>({ kind: 'link', to, ...options });
export const fetched = (from: string, field: string, maxLength = 140) =>
  ({ kind: 'fetched', from, field, maxLength, readOnly: true }) as const satisfies FetchedField;
export const rows = <const F extends Record<string, RowField>, const O extends { readOnly?: true; maxRows?: number }>(
  fields: F,
  options?: O,
) => made<RowsField<F> & O>({ kind: 'rows', fields, maxRows: 200, ...options });
