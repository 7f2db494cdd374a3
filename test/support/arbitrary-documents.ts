import fc from 'fast-check';

import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { ruleFaults } from '../../domain/documents/rule-faults.ts';
import type { Field, TextField } from '../../domain/documents/fields.ts';
import { HOSTILE_TEXTS } from '../domain/documents/field-cases.ts';

type Plain = Record<string, unknown>;

/** Names that a link may point to, by type; without one, any name. */
export type Targets = (doctype: string) => string;

const anyName: Targets = (doctype) => `${doctype}-1`;
const isoOf = (date: Date) => date.toISOString();
const datesBetween = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });

const EMAILS = fc.constantFrom('ines@example.com', "o'hara@example.com", 'a+b@mail.example.org');
const PHONES = fc.constantFrom('112', '+1 218 555 0147', '(218) 555-0147');

/** Words that people, or attackers, may send: any Unicode without control characters. */
const words = (maxLength: number) =>
  fc
    .oneof(
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 40) }),
      fc.constant('x'.repeat(maxLength)),
      fc.constant('é'.repeat(maxLength)),
    )
    .map((text) => text.slice(0, maxLength))
    .filter(
      (text) =>
        /[^\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text) &&
        !/\p{Cc}/u.test(text) &&
        text.isWellFormed(),
    );

function texts(field: TextField): fc.Arbitrary<string> {
  switch (field.format) {
    case 'email':
      return EMAILS;
    case 'phone':
      return PHONES;
    case 'geohash':
      return fc.stringMatching(/^[0-9b-hjkmnp-z]{1,12}$/);
    case 'picture':
      return fc
        .base64String({ minLength: 4, maxLength: 400 })
        .map((picture) => `data:image/png;base64,${picture}`.slice(0, field.maxLength));
    case 'currency':
      return fc.constantFrom('USD', 'EUR', 'JPY');
    case 'time_zone':
      return fc.constantFrom('America/Chicago', 'Asia/Kathmandu', 'UTC');
    default:
      return field.compare === 'words'
        ? words(field.maxLength)
        : words(field.maxLength)
            .map((text) => text.trim())
            .filter((text) => text !== '' && !/[\u2028\u2029]/.test(text));
  }
}

const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((whole) => whole / 1e6);

/** A valid value of the field, never null. */
function valueOf(field: Field, targets: Targets): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
      return texts(field);
    case 'select':
      return fc.constantFrom(...field.options);
    case 'check':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'decimal': {
      const factor = 10 ** field.scale;
      return fc.integer({ min: field.min * factor, max: field.max * factor }).map((whole) => whole / factor);
    }
    case 'money':
      return fc.maxSafeInteger().map((amount) => Math.min(Math.abs(amount), 999_999_999_999_999));
    case 'duration':
      return fc.integer({ min: 0, max: 31_622_400 });
    case 'date':
      return datesBetween('1900-01-01', '9999-12-31').map((day) => isoOf(day).slice(0, 10));
    case 'wall_time':
      return fc
        .tuple(fc.nat(23), fc.nat(59))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    case 'instant':
      return datesBetween('1900-01-01', '9999-12-31T23:59:59.999Z').map(isoOf);
    case 'place':
      return fc.record({ latitude: degrees(90), longitude: degrees(180) });
    case 'zoned_time':
      return fc
        .tuple(
          datesBetween('1900-01-01', '9999-12-31').map(isoOf),
          fc.constantFrom('America/Chicago', 'Asia/Kathmandu'),
        )
        .map(([at, zone]) => `${at.slice(0, 16)}[${zone}]`);
    case 'json':
      // Minus zero is stored as zero.
      return fc
        .jsonValue({ maxDepth: 3 })
        .map((value): unknown => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto')))
        .filter((value) => value !== null && JSON.stringify(value).length <= field.maxLength);
    case 'attachment':
      return fc.constantFrom('FILE-00001', 'photo of the unit.jpg', 'https://files.example.com/a%20b.png?x=1');
    case 'link':
      return fc.constant(targets(field.to));
    case 'fetched':
      return fc.constant(null);
    case 'rows':
      return fc.array(someFields(field.fields, targets), { maxLength: Math.min(field.maxRows, 3) });
  }
}

const neverNull = (field: Field): boolean =>
  field.required === true ||
  field.kind === 'check' ||
  field.kind === 'rows' ||
  ('default' in field && field.default !== undefined);

const orNull = (field: Field, targets: Targets) =>
  neverNull(field) || field.requiredWhen !== undefined
    ? valueOf(field, targets)
    : fc.option(valueOf(field, targets), { freq: 4 });

const emptyOf = (field: Field): unknown => {
  if (field.kind === 'rows') return [];
  return 'default' in field ? (field.default ?? null) : null;
};

/** Without what has no meaning beside the other values. */
const sensible = (fields: Record<string, Field>, values: Plain): Plain =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const { onlyWhen } = field;
      const meant = onlyWhen === undefined || onlyWhen.is.some((value) => value === values[onlyWhen.field]);
      return [key, meant ? values[key] : emptyOf(field)];
    }),
  );

/** A valid value of each of the fields. */
export const someFields = (fields: Record<string, Field>, targets: Targets): fc.Arbitrary<Plain> =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, orNull(field, targets)])))
    .map((values) => sensible(fields, values));

/** Values of every field of a type, each valid, that fit together, with what is computed from them. */
export const aWholeDocument = (definition: DocumentDefinition, targets: Targets = anyName): fc.Arbitrary<Plain> =>
  someFields(definition.fields, targets)
    .map((values) => ({ ...values, ...definition.compute?.(values) }))
    .filter((values) => ruleFaults(definition, { values, changed: Object.keys(values) }).length === 0);

/** What no field of the kind may hold, besides what its bounds refuse. */
const wrong = (field: Field): fc.Arbitrary<unknown> => {
  const never: unknown[] = neverNull(field) ? [null] : [];
  switch (field.kind) {
    case 'text':
      return fc.constantFrom(...never, '', 'x'.repeat(field.maxLength + 1), 'a\u0000b', '\ud800', 7, true, ['a']);
    case 'select':
      return fc.constantFrom(...never, '', 'constructor', '__proto__', 1);
    case 'check':
      return fc.constantFrom(...never, 'true', 1, {});
    case 'integer':
      return fc.constantFrom(...never, field.min - 1, field.max + 1, 1.5, NaN, '1');
    case 'decimal':
      return fc.constantFrom(...never, field.min - 1, field.max + 1, 1 / 3, Infinity, '1');
    case 'money':
      return fc.constantFrom(...never, field.min - 1, 0.5, 2 ** 53, '1');
    case 'duration':
      return fc.constantFrom(...never, -1, 0.5, 31_622_401, '1');
    case 'date':
      return fc.constantFrom(...never, '2026-02-30', '1899-12-31', '', 'today');
    case 'wall_time':
      return fc.constantFrom(...never, '24:00', '', '9:00');
    case 'instant':
      return fc.constantFrom(...never, '2026-02-30T00:00:00Z', '2026-11-25', '', 'now', '1', 1);
    case 'place':
      return fc.constantFrom(
        ...never,
        '',
        [1, 2],
        { latitude: 1 },
        { latitude: 91, longitude: 0 },
        { latitude: '1', longitude: 1 },
      );
    case 'zoned_time':
      return fc.constantFrom(
        ...never,
        '',
        '2026-11-25T09:30:00Z',
        '2026-11-25T09:30',
        '2026-02-30T09:30[UTC]',
        '2026-11-25T09:30[Mars]',
      );
    case 'json':
      return fc.constantFrom(...never, 'x'.repeat(field.maxLength), JSON.parse('{"__proto__":1}'));
    case 'attachment':
      return fc.constantFrom(
        ...never,
        '',
        'javascript:alert(1)',
        'http://example.com/a.png',
        'data:text/html,x',
        'x'.repeat(501),
        7,
      );
    case 'link':
      return fc.constantFrom(...never, '', 'x'.repeat(141), 'a\u0000b', 7, {});
    case 'fetched':
      return fc.constantFrom('x'.repeat(field.maxLength + 1), 7);
    case 'rows':
      return fc.constantFrom(null, {}, 'x', [null], [{ unheard_of: 1 }], [[]]);
  }
};

/** Valid values but for one field, and which that is. */
export const spoilt = (
  definition: DocumentDefinition,
  targets: Targets = anyName,
): fc.Arbitrary<{ values: Plain; field: string }> =>
  fc
    .constantFrom(...Object.entries(definition.fields))
    .chain(([field, kind]) =>
      fc
        .tuple(aWholeDocument(definition, targets), wrong(kind))
        .map(([values, value]) => ({ field, values: { ...values, [field]: value } })),
    );
