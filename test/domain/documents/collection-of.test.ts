import { collectionOf } from '../../../domain/documents/collection-of.ts';
import { defineDocument } from '../../../domain/documents/define-document.ts';

const type = (collection?: string | null) =>
  defineDocument('sales_invoice', {
    table: 'sales_invoices',
    series: null,
    fields: {},
    rights: {},
    ...(collection === undefined ? {} : { collection }),
  });

describe('collectionOf', () => {
  it('is named as the table, in the way of addresses, unless said otherwise', () => {
    expect(collectionOf(type())).toBe('sales-invoices');
    expect(collectionOf(type('bills'))).toBe('bills');
  });

  it('is null for what has no routes of the common kind', () => {
    expect(collectionOf(type(null))).toBeNull();
  });
});
