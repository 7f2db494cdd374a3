import fc from 'fast-check';

import { job } from '../../../domain/dispatch/job.ts';
import { defineDocument } from '../../../domain/documents/define-document.ts';
import {
  check,
  date,
  decimal,
  fetched,
  instant,
  integer,
  link,
  money,
  rows,
  select,
  text,
  type Field,
} from '../../../domain/documents/fields.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import {
  createSchemaOf,
  filterSchemaOf,
  isOrdered,
  partSchemaOf,
  storedSchemaOf,
  updateSchemaOf,
  viewSchemaOf,
} from '../../../domain/documents/schema-of.ts';
import { aWholeDocument, spoilt } from '../../support/arbitrary-documents.ts';
import { FIELD_CASES } from './field-cases.ts';

const holding = (field: Field) =>
  defineDocument('thing', { table: 'things', series: null, fields: { field }, rights: {} });

const thing = defineDocument('thing', {
  table: 'things',
  series: null,
  fields: {
    title: text({ required: true }),
    note: text(),
    status: select(['new', 'old'], { default: 'new', readOnly: true }),
    origin: text({ setOnce: true }),
    open: check(),
    lines: rows({ skill: text({ required: true }), open: check() }),
  },
  rights: {},
});
const create = createSchemaOf(thing);
const update = updateSchemaOf(thing);
/** A value as the name of a test: short, and without control characters. */
const shown = (value: unknown): string => {
  const plain = typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return plain.length > 40 ? `${plain.slice(0, 30)}… (${String(plain.length)} characters)` : plain;
};
const named = (values: readonly unknown[]) => values.map((value) => ({ value, shown: shown(value) }));
const pathsOf = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  (result.error?.issues ?? []).map(({ path }) => path.join('/'));

describe.each(FIELD_CASES)('a $kind', ({ field, accepted, refused }) => {
  const schema = createSchemaOf(holding(field));
  const stored = storedSchemaOf(holding(field));

  it.each(named(accepted))('takes $shown', ({ value }) => {
    expect(schema.safeParse({ field: value })).toEqual({ success: true, data: { field: value } });
    expect(stored.safeParse({ field: value }).success).toBe(true);
  });

  it.each(named(refused))('refuses $shown and names the field', ({ value }) => {
    const issues = schema.safeParse({ field: value }).error?.issues ?? [];
    expect(issues.length).toBeGreaterThan(0);
    for (const { path, message } of issues) {
      expect(path[0]).toBe('field');
      // A message names the rule; what was sent may be personal.
      if (typeof value === 'string' && value.length > 3) expect(message).not.toContain(value);
    }
  });

  it('may be null unless it is required, has a default, or holds rows', () => {
    const never = field.kind === 'check' || field.kind === 'rows';
    expect(schema.safeParse({ field: null }).success).toBe(!never);
    expect(createSchemaOf(holding({ ...field, required: true })).safeParse({ field: null }).success).toBe(false);
    expect(createSchemaOf(holding({ ...field, required: true })).safeParse({}).success).toBe(false);
    expect(schema.safeParse({}).success).toBe(true);
  });
});

describe('a fetched text', () => {
  const fields = { customer: link('customer'), customer_name: fetched('customer', 'customer_name', 10) };
  const bill = defineDocument('bill', { table: 'bills', series: null, fields, rights: {} });

  it('is not sent', () => {
    expect(createSchemaOf(bill).safeParse({ customer_name: 'Bakery' }).success).toBe(false);
    expect(updateSchemaOf(bill).safeParse({ customer_name: 'Bakery' }).success).toBe(false);
  });

  it.each([
    [null, true],
    ['x'.repeat(10), true],
    ['x'.repeat(11), false],
    [5, false],
  ])('is stored as %p: %p', (customer_name, success) => {
    expect(storedSchemaOf(bill).safeParse({ customer: null, customer_name }).success).toBe(success);
  });
});

describe('what a list may be filtered by', () => {
  const cases: [Field, string[], string[]][] = [
    [check(), ['true', 'false'], ['', '1', 'yes', 'True']],
    [integer({ max: 9 }), ['0', '-3', '12'], ['', '1e3', 'x', ' 1', '0x10', '9'.repeat(16)]],
    [money(), ['1050'], ['', '10,50', '$5']],
    [date(), ['2026-12-01'], ['', '2026-02-30']],
    [instant(), ['2026-12-01T00:00:00Z'], ['', 'now']],
    [select(['low', 'high']), ['low'], ['', 'lowest']],
  ];
  it.each(cases)('is text that says a value: %j', (field, accepted, refused) => {
    const schema = filterSchemaOf(field);
    for (const text of accepted) expect(schema.safeParse(text)).toEqual({ success: true, data: text });
    for (const text of refused) expect(schema.safeParse(text).success).toBe(false);
  });

  it('has a beginning and an end where there is an order', () => {
    expect([date(), integer(), check(), select(['a'])].map(isOrdered)).toEqual([true, true, false, false]);
  });
});

describe('decimals', () => {
  it('are taken with up to as many places as the field has, however large', () => {
    const schema = createSchemaOf(holding(decimal()));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (thousandths) => {
        expect(schema.safeParse({ field: thousandths / 1000 }).success).toBe(true);
      }),
    );
  });

  it('are refused with one place more', () => {
    const schema = createSchemaOf(holding(decimal()));
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.integer({ min: 1, max: 9 }), (thousandths, digit) => {
        expect(schema.safeParse({ field: (thousandths * 10 + digit) / 10_000 }).success).toBe(false);
      }),
    );
  });
});

describe('what a caller may create', () => {
  it('is a document without what only the system sets', () => {
    expect(create.safeParse({ title: 'a', origin: 'b', lines: [{ skill: 'HVAC' }] }).success).toBe(true);
    expect(pathsOf(create.safeParse({ title: 'a', status: 'old' }))).toEqual(['']);
  });

  it.each([
    'color',
    'Title',
    'organization_id',
    'name',
    'version',
    'docstatus',
    'created_by',
    'constructor',
    'toString',
  ])('has no field %s', (key) => {
    expect(create.safeParse({ title: 'a', [key]: 'b' }).success).toBe(false);
    expect(create.safeParse({ title: 'a', lines: [{ skill: 'HVAC', [key]: 'b' }] }).success).toBe(false);
  });

  it('has no prototype to be set, in the document or in a row', () => {
    for (const body of [
      '{"title":"a","__proto__":{"open":true}}',
      '{"__proto__":{"title":"a"}}',
      '{"title":"a","lines":[{"skill":"HVAC","__proto__":{"open":true}}]}',
      '{"title":"a","lines":[{"__proto__":{"skill":"HVAC"}}]}',
      '{"title":"a","constructor":{"prototype":{"open":true}}}',
    ])
      expect(create.safeParse(JSON.parse(body)).success).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'open')).toBe(false);
  });

  it.each([null, undefined, [], 'title', 1])('is no %p', (body) => {
    expect(create.safeParse(body).success).toBe(false);
  });
});

describe('what a caller may change', () => {
  it('is any part of what may change', () => {
    for (const changes of [{ title: 'b' }, { note: null }, { open: true, lines: [] }])
      expect(update.safeParse(changes).success).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['a required field to null', { title: null }],
    ['a check to null', { open: null }],
    ['rows to null', { lines: null }],
    ['what only the system sets', { status: 'old' }],
    ['what is set once', { origin: 'b' }],
    ['what there is not', { color: 'red' }],
    ['the version', { version: 7 }],
  ])('is not %s', (_what, changes) => {
    expect(update.safeParse(changes).success).toBe(false);
  });

  it('is not a prototype', () => {
    expect(update.safeParse(JSON.parse('{"__proto__":{"title":"b"}}')).success).toBe(false);
    expect(update.safeParse(JSON.parse('{"title":"b","__proto__":{}}')).success).toBe(false);
  });
});

describe('what a form asks for', () => {
  const part = partSchemaOf(thing, ['title', 'status', 'lines']);

  it('is any of the fields named, those that only the system sets too', () => {
    for (const values of [{}, { title: 'a' }, { status: 'old', lines: [{ skill: 'HVAC' }] }])
      expect(part.safeParse(values)).toEqual({ success: true, data: values });
  });

  it.each([
    ['a field that was not named', { note: 'a' }],
    ['a field that there is not', { color: 'red' }],
    ['nothing in a field', { title: null }],
    ['a value that is not valid', { status: 'lost' }],
  ])('is not %s', (_what, values) => {
    expect(part.safeParse(values).success).toBe(false);
  });
});

describe('what is shown', () => {
  it('is the head and the fields, without the organization and without those left out', () => {
    const head = {
      name: 'T-1',
      version: 1,
      docstatus: 'draft',
      created_at: '2026-11-25T09:30:00.000Z',
      created_by: 'MEM-00001',
      modified_at: '2026-11-25T09:30:00.000Z',
      modified_by: 'MEM-00001',
    };
    const fields = { title: 'a', note: null, status: 'new', origin: null, open: false };
    const lines = [{ skill: 'HVAC', open: false }];
    const whole = { ...head, ...fields, lines };
    expect(viewSchemaOf(thing).parse({ ...whole, organization_id: 'org_a', secret: 'x' })).toEqual(whole);
    expect(viewSchemaOf(thing, ['lines']).parse(whole)).toEqual({ ...head, ...fields });
    expect(viewSchemaOf(thing).safeParse({ ...whole, note: undefined }).success).toBe(false);
  });
});

describe.each(REGISTRY.map((definition) => [definition.doctype, definition] as const))(
  'a %s',
  (_doctype, definition) => {
    const schema = storedSchemaOf(definition);

    it('is valid whenever each of its values is', () => {
      fc.assert(
        fc.property(aWholeDocument(definition), (values) => {
          expect(schema.safeParse(values)).toEqual({ success: true, data: values });
        }),
        { numRuns: 30 },
      );
    });

    it('is refused at the field that is spoilt, and only there', () => {
      fc.assert(
        fc.property(spoilt(definition), ({ values, field }) => {
          const paths = pathsOf(schema.safeParse(values)).map((path) => path.split('/')[0]);
          expect(new Set(paths)).toEqual(new Set([field]));
        }),
        { numRuns: 30 },
      );
    });

    it('has every field when it is stored', () => {
      for (const key of Object.keys(definition.fields)) {
        const [values = {}] = fc.sample(aWholeDocument(definition), 1);
        const rest = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
        expect(pathsOf(schema.safeParse(rest))).toEqual([key]);
      }
    });
  },
);

describe('the parts used on a job', () => {
  it('have a quantity above nothing', () => {
    const schema = partSchemaOf(job, ['parts_used']);
    const used = (quantity: number) => schema.safeParse({ parts_used: [{ item: 'FILTER', quantity }] }).success;
    expect([used(0.001), used(0), used(-1)]).toEqual([true, false, false]);
  });
});
