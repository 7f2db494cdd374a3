import {
  check,
  date,
  decimal,
  duration,
  fetched,
  identifier,
  instant,
  integer,
  link,
  longText,
  money,
  rows,
  select,
  text,
  wallTime,
  type Field,
} from '../../../domain/documents/fields.ts';

describe('fields', () => {
  it.each<[string, Field, object]>([
    ['text', text(), { kind: 'text', maxLength: 140, compare: 'words' }],
    ['identifier', identifier(), { kind: 'text', maxLength: 140, compare: 'identifier' }],
    ['longText', longText(), { kind: 'text', maxLength: 10_000, compare: 'words' }],
    ['select', select(['a', 'b']), { kind: 'select', options: ['a', 'b'] }],
    ['check', check(), { kind: 'check', default: false }],
    ['integer', integer(), { kind: 'integer', min: 0, max: 2_147_483_647 }],
    ['decimal', decimal(), { kind: 'decimal', min: 0, max: 1_000_000_000, scale: 3 }],
    ['money', money(), { kind: 'money', min: 0 }],
    ['date', date(), { kind: 'date' }],
    ['wallTime', wallTime(), { kind: 'wall_time' }],
    ['instant', instant(), { kind: 'instant' }],
    ['duration', duration(), { kind: 'duration' }],
    ['link', link('item'), { kind: 'link', to: 'item' }],
    [
      'fetched',
      fetched('customer', 'customer_name'),
      { kind: 'fetched', from: 'customer', field: 'customer_name', maxLength: 140, readOnly: true },
    ],
    ['rows', rows({}), { kind: 'rows', fields: {}, maxRows: 200 }],
  ])('%s is plain data with these bounds unless told otherwise', (_name, field, plain) => {
    expect(field).toEqual(plain);
    expect(JSON.parse(JSON.stringify(field))).toEqual(plain);
  });

  it('keep what they are told', () => {
    expect(text({ maxLength: 5, required: true })).toMatchObject({ maxLength: 5, required: true });
    expect(decimal({ min: -90, max: 90, scale: 6 })).toMatchObject({ min: -90, max: 90, scale: 6 });
    expect(check({ default: true })).toMatchObject({ default: true });
    expect(rows({ skill: text() }, { maxRows: 3, readOnly: true })).toMatchObject({ maxRows: 3, readOnly: true });
    expect(select(['a', 'b'], { default: 'b' })).toMatchObject({ default: 'b' });
  });

  it('take a default that fits only', () => {
    // @ts-expect-error -- the default must be one of the options
    select(['a', 'b'], { default: 'c' });
    // @ts-expect-error -- a check is true or false
    check({ default: 'yes' });
    // @ts-expect-error -- a link has no default
    link('item', { default: 'SERVICE' });
    // @ts-expect-error -- a format that nothing checks
    text({ format: 'iban' });
    // @ts-expect-error -- rows in rows have no table
    rows({ inner: rows({}) });
    expect(select(['a', 'b'], { default: 'a' })).toMatchObject({ default: 'a' });
  });
});
