import fc from 'fast-check';

import { invoiceTotals } from '../../../domain/records/invoice-totals.ts';

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const lines = fc.array(
  fc.record({
    rate: fc.integer({ min: 0, max: 10_000_000 }),
    quantity: fc.integer({ min: 0, max: 500_000 }).map((thousandths) => thousandths / 1000),
    tax_rate: fc.constantFrom(0, 5, 7, 8.25, 8.875, 19, 100),
  }),
  { maxLength: 12 },
);

describe('invoiceTotals', () => {
  it('of lines at two rates', () => {
    const totals = invoiceTotals([
      { item: 'SERVICE', quantity: 1, rate: 18_900, tax_rate: 8.25 },
      { item: 'FILTER', quantity: 2, rate: 1_899, tax_rate: 8.25 },
      { item: 'BOOK', quantity: 0.5, rate: 1_001, tax_rate: 0 },
    ]);
    expect(totals.items.map(({ item, amount }) => [item, amount])).toEqual([
      ['SERVICE', 18_900],
      ['FILTER', 3_798],
      ['BOOK', 501],
    ]);
    expect(totals.taxes).toEqual([
      { tax_rate: 0, net_amount: 501, tax_amount: 0 },
      { tax_rate: 8.25, net_amount: 22_698, tax_amount: 1_873 },
    ]);
    expect(totals).toMatchObject({ net_total: 23_199, tax_total: 1_873, grand_total: 25_072 });
  });

  it('taxes the sum of a rate, not each line: a cent that no line alone would be taxed with', () => {
    const line = { quantity: 1, rate: 4, tax_rate: 10 };
    expect(invoiceTotals([line, line, line]).tax_total).toBe(1);
  });

  it('of nothing is nothing', () => {
    expect(invoiceTotals([])).toEqual({ items: [], taxes: [], net_total: 0, tax_total: 0, grand_total: 0 });
  });

  it('always adds up: lines to rates, rates to totals', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { items, taxes, net_total, tax_total, grand_total } = invoiceTotals(given);
        expect(sum(items.map(({ amount }) => amount))).toBe(net_total);
        expect(sum(taxes.map(({ net_amount }) => net_amount))).toBe(net_total);
        expect(sum(taxes.map(({ tax_amount }) => tax_amount))).toBe(tax_total);
        expect(net_total + tax_total).toBe(grand_total);
        for (const { tax_rate, net_amount, tax_amount } of taxes) {
          expect(net_amount).toBe(sum(items.filter((item) => item.tax_rate === tax_rate).map(({ amount }) => amount)));
          expect(Math.abs(tax_amount - (net_amount * tax_rate) / 100)).toBeLessThanOrEqual(0.500001);
        }
      }),
    );
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { items, ...totals } = invoiceTotals(given);
        expect(invoiceTotals([...given].reverse())).toEqual({ ...totals, items: [...items].reverse() });
      }),
    );
  });

  it('lists each rate once, lowest first, and keeps what else a line says', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { items, taxes } = invoiceTotals(given);
        const rates = taxes.map(({ tax_rate }) => tax_rate);
        expect(rates).toEqual([...new Set(given.map(({ tax_rate }) => tax_rate))].sort((a, b) => a - b));
        expect(items).toMatchObject(given);
      }),
    );
  });
});
