import { defineDocument, type Doc, type Values } from '../../../domain/documents/define-document.ts';
import { check, date, fetched, integer, link, money, rows, select, text } from '../../../domain/documents/fields.ts';

const visit = defineDocument('visit', {
  table: 'visits',
  series: 'VISIT-.#####',
  fields: {
    customer: link('customer', { required: true }),
    customer_name: fetched('customer', 'customer_name'),
    subject: text(),
    day: date({ required: true }),
    status: select(['planned', 'done'], { default: 'planned' }),
    outcome: select(['good', 'bad']),
    guests: integer({ default: 1 }),
    price: money(),
    paid: check(),
    items: rows({
      item: link('item', { required: true }),
      count: integer({ default: 1 }),
      note: text(),
      free: check(),
    }),
  },
  unique: ['subject'],
  indexes: [['customer', 'day']],
  filters: ['status'],
  rights: { dartwing_user: ['read'] },
});
type Visit = Doc<typeof visit>;

interface VisitItem {
  readonly item: string;
  readonly count: number;
  readonly note: string | null;
  readonly free: boolean;
}

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

describe('defineDocument', () => {
  it('answers the definition with its name', () => {
    expect(visit).toMatchObject({ doctype: 'visit', table: 'visits', unique: ['subject'], filters: ['status'] });
  });

  it('infers the type of a stored document: required and defaulted fields are there, others may be null', () => {
    const inferred = [
      true satisfies Same<Visit['customer'], string>,
      true satisfies Same<Visit['customer_name'], string | null>,
      true satisfies Same<Visit['subject'], string | null>,
      true satisfies Same<Visit['day'], string>,
      true satisfies Same<Visit['status'], 'planned' | 'done'>,
      true satisfies Same<Visit['outcome'], 'good' | 'bad' | null>,
      true satisfies Same<Visit['guests'], number>,
      true satisfies Same<Visit['price'], number | null>,
      true satisfies Same<Visit['paid'], boolean>,
      true satisfies Same<Visit['version'], number>,
      true satisfies Same<Visit['items'][number], VisitItem>,
    ];
    expect(inferred).not.toContain(false);
  });

  it('infers what may be written: any part, and rows without what has a default', () => {
    const written = [
      {} satisfies Values<typeof visit>,
      { price: null, status: 'done' } satisfies Values<typeof visit>,
      { items: [{ item: 'FILTER' }, { item: 'BELT', count: 2, note: null }] } satisfies Values<typeof visit>,
      // @ts-expect-error -- an option that the select does not have
      { status: 'lost' } satisfies Values<typeof visit>,
      // @ts-expect-error -- a required field is never null
      { customer: null } satisfies Values<typeof visit>,
      // @ts-expect-error -- a field with a default is never null
      { guests: null } satisfies Values<typeof visit>,
      // @ts-expect-error -- a misspelt field
      { custommer: 'CUST-00001' } satisfies Values<typeof visit>,
      // @ts-expect-error -- a row without its required field
      { items: [{ count: 1 }] } satisfies Values<typeof visit>,
      // @ts-expect-error -- money is a number
      { price: '12.50' } satisfies Values<typeof visit>,
      // @ts-expect-error -- the head is the system's
      { version: 2 } satisfies Values<typeof visit>,
    ];
    expect(written).toHaveLength(10);
  });

  it('takes names of its own fields only', () => {
    const base = { table: 'x', series: null, fields: { title: text() }, rights: {} } as const;
    const misspelt = [
      // @ts-expect-error -- no such field to be unique
      defineDocument('x', { ...base, unique: ['titel'] }),
      // @ts-expect-error -- no such field to index
      defineDocument('x', { ...base, indexes: [['titel']] }),
      // @ts-expect-error -- no such field to filter by
      defineDocument('x', { ...base, filters: ['titel'] }),
      // @ts-expect-error -- no such role
      defineDocument('x', { ...base, rights: { boss: ['read'] } }),
      // @ts-expect-error -- no such right
      defineDocument('x', { ...base, rights: { hr_manager: ['rule'] } }),
    ];
    expect(misspelt).toHaveLength(5);
  });
});
