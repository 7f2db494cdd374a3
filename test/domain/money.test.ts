import fc from 'fast-check';

import { multiply, percentOf } from '../../domain/money.ts';

/** The exact quotient, rounded half away from zero by comparing twice the rest with the divisor. */
function rounded(dividend: bigint, divisor: bigint): number {
  const sign = dividend < 0n ? -1n : 1n;
  const size = dividend * sign;
  const whole = size / divisor;
  return Number(sign * (2n * (size % divisor) >= divisor ? whole + 1n : whole));
}

const AMOUNT = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
/** Thousandths, so that a value with three decimals is known exactly. */
const THOUSANDTHS = fc.integer({ min: 0, max: 5_000_000 });

describe('multiply', () => {
  it.each([
    [18_900, 1, 18_900],
    [1_899, 2, 3_798],
    [100, 0.005, 1],
    [100, 0.004, 0],
    [1, 0.5, 1],
    [-1, 0.5, -1],
    [-3, 0.5, -2],
    [3, 0.5, 2],
    [1_005, 1.005, 1_010],
    [999_999_999, 0.001, 1_000_000],
    [0, 17.5, 0],
  ])('%i times %d is %i', (rate, quantity, amount) => {
    expect(multiply(rate, quantity)).toBe(amount);
  });

  it('is the exact product rounded half away from zero, whatever the binary form of the quantity', () => {
    fc.assert(
      fc.property(AMOUNT, THOUSANDTHS, (rate, thousandths) => {
        const exact = rounded(BigInt(rate) * BigInt(thousandths), 1000n);
        // Adding zero makes -0 of a negative rate plain.
        expect(multiply(rate, thousandths / 1000) + 0).toBe(exact + 0);
      }),
    );
  });

  it('treats a credit as the mirror of a charge', () => {
    fc.assert(
      fc.property(AMOUNT, THOUSANDTHS, (rate, thousandths) => {
        expect(multiply(-rate, thousandths / 1000) + multiply(rate, thousandths / 1000)).toBe(0);
      }),
    );
  });

  it('keeps amounts whose product a float would round', () => {
    // In thousandths it exceeds 2^53.
    expect(multiply(12_345_678_912, 1_234.567)).toBe(Number((12_345_678_912n * 1_234_567n + 500n) / 1000n));
    expect(multiply(9_007_199_254_740_991, 1)).toBe(9_007_199_254_740_991);
  });
});

describe('percentOf', () => {
  it.each([
    [18_900, 8.25, 1_559],
    [100, 0.5, 1],
    [99, 0.5, 0],
    [-100, 0.5, -1],
    [1_000, 100, 1_000],
    [1_000, 0, 0],
    [200, 8.875, 18],
    [50, 1, 1],
  ])('of %i at %d percent is %i', (amount, percent, tax) => {
    expect(percentOf(amount, percent)).toBe(tax);
  });

  it('is the exact share rounded half away from zero', () => {
    fc.assert(
      fc.property(AMOUNT, fc.integer({ min: 0, max: 100_000 }), (amount, thousandths) => {
        const exact = rounded(BigInt(amount) * BigInt(thousandths), 100_000n);
        expect(percentOf(amount, thousandths / 1000) + 0).toBe(exact + 0);
      }),
    );
  });
});
