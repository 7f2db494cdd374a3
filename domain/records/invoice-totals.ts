import { multiply, percentOf } from '../money.ts';

interface Line {
  quantity: number;
  rate: number;
  tax_rate: number;
}

/**
 * Amounts of a bill in minor units. Tax is computed once per rate on the sum of its lines, not per line, so that the parts
 * always add up to the totals.
 */
export function invoiceTotals<L extends Line>(lines: L[]) {
  const items = lines.map((line) => ({ ...line, amount: multiply(line.rate, line.quantity) }));
  const netByRate = new Map<number, number>();
  for (const line of items) netByRate.set(line.tax_rate, (netByRate.get(line.tax_rate) ?? 0) + line.amount);
  const taxes = [...netByRate]
    .sort(([a], [b]) => a - b)
    .map(([tax_rate, net_amount]) => ({ tax_rate, net_amount, tax_amount: percentOf(net_amount, tax_rate) }));
  const net_total = items.reduce((sum, line) => sum + line.amount, 0);
  const tax_total = taxes.reduce((sum, tax) => sum + tax.tax_amount, 0);
  return { items, taxes, net_total, tax_total, grand_total: net_total + tax_total };
}
