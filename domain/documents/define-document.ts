import type { Role } from '../permissions.ts';
import type { FieldFault } from '../errors.ts';
import type { CheckField, Field, Json, Place, RowField, RowsField, SelectField } from './fields.ts';

/** What a role may do with a type; `repair`: decide about operations on it, cancel them, call them settled. */
export type Right = 'read' | 'write' | 'create' | 'delete' | 'submit' | 'cancel' | 'repair';

export interface DocumentDefinition<F extends Record<string, Field> = Record<string, Field>> {
  readonly doctype: string;
  readonly table: string;
  /** `JOB-.YYYY.-.#####` numbers per organization and year; null: the caller or another document gives the name. */
  readonly series: string | null;
  readonly fields: F;
  /** Submittable papers have a `docstatus`: draft, submitted, cancelled. */
  readonly submittable?: true;
  /** Unique within the organization, null allowed: a field, or several together. */
  readonly unique?: readonly (string | readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  readonly rights: Partial<Record<Role, readonly Right[]>>;
  /** Fields a list may be filtered by, sorted by. Both by allow-list. */
  readonly filters?: readonly string[];
  /** What people call a document by, beside its name; of the texts in `searched`, if any. */
  readonly title?: string;
  /** Texts that a search for a document looks into. */
  readonly searched?: readonly string[];
  /** Its collection in the API, `/v1/<collection>`; null: no routes but its own, if it has any. Left out: named as the table. */
  readonly collection?: string | null;
  /** Written by verbs of its own only: the generic routes read it, and write nothing. */
  readonly ownVerbs?: true;
  /** The computed fields, from all fields. Pure. */
  compute?(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** What is wrong between several fields, each refusal at a field. Pure. */
  check?(values: Readonly<Record<string, unknown>>): readonly FieldFault[];
}

/** The same with the names of fields checked against the fields. */
interface Draft<F extends Record<string, Field>> extends Omit<
  DocumentDefinition<F>,
  'doctype' | 'unique' | 'indexes' | 'filters' | 'title' | 'searched' | 'compute' | 'check'
> {
  compute?(values: AllValues<F>): Partial<AllValues<F>>;
  check?(values: AllValues<F>): readonly FieldFault[];
  readonly title?: keyof F & string;
  readonly searched?: readonly (keyof F & string)[];
  readonly unique?: readonly ((keyof F & string) | readonly (keyof F & string)[])[];
  readonly indexes?: readonly (readonly (keyof F & string)[])[];
  readonly filters?: readonly (keyof F & string)[];
}

/** Declares a document type: one file per type, and everything else (validation, API, tests) is derived from it. */
export const defineDocument = <const F extends Record<string, Field>>(
  doctype: string,
  definition: Draft<F>,
): DocumentDefinition<F> => ({ doctype, ...definition });

type ScalarOf<F> =
  F extends SelectField<infer V>
    ? V
    : F extends CheckField
      ? boolean
      : F extends { kind: 'integer' | 'decimal' | 'money' | 'duration' }
        ? number
        : F extends { kind: 'place' }
          ? Place
          : F extends { kind: 'json' }
            ? Json
            : string;
type NeverNull<F> = F extends { required: true }
  ? true
  : F extends { kind: 'check' }
    ? true
    : F extends { default: string | number | boolean }
      ? true
      : false;
type ValueOf<F> =
  F extends RowsField<infer R>
    ? { [K in keyof R]: NeverNull<R[K]> extends true ? ScalarOf<R[K]> : ScalarOf<R[K]> | null }[]
    : NeverNull<F> extends true
      ? ScalarOf<F>
      : ScalarOf<F> | null;

/** The values of all fields: required and defaulted ones are present, the others may be null. */
export type AllValues<F extends Record<string, Field>> = { -readonly [K in keyof F]: ValueOf<F[K]> };

export type DocStatus = 'draft' | 'submitted' | 'cancelled';

/** What every document has besides its own fields. `version` counts the writes; times are UTC instants. */
export interface DocumentHead {
  organization_id: string;
  name: string;
  version: number;
  docstatus: DocStatus;
  created_at: string;
  created_by: string;
  modified_at: string;
  modified_by: string;
}

/** A stored document: required and defaulted fields are present, the others may be null. */
export type Doc<D extends DocumentDefinition> = DocumentHead & AllValues<D['fields']>;

type RowInput<R> = { [K in keyof R as R[K] extends { required: true } ? K : never]: ScalarOf<R[K]> } & {
  [K in keyof R as R[K] extends { required: true } ? never : K]?: ScalarOf<R[K]> | null;
};
type InputOf<F> = F extends RowsField<infer R> ? RowInput<R>[] : ValueOf<F>;

/** Values of some fields, to be written. In rows what has a default, or may be null, may be left out. */
export type Values<D extends DocumentDefinition> = { -readonly [K in keyof D['fields']]?: InputOf<D['fields'][K]> };

export type { Field, RowField, RowsField };
