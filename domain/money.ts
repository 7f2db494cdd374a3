const SCALE = 1000;

/** Price times quantity in minor units; the quantity has at most three decimals, so the product is exact before it is rounded. */
export function multiply(rateMinorUnits: number, quantity: number): number {
  const exact = BigInt(rateMinorUnits) * BigInt(Math.round(quantity * SCALE));
  return divideHalfAway(exact, BigInt(SCALE));
}

/** A percentage with at most three decimals of an amount in minor units. */
export function percentOf(amountMinorUnits: number, percent: number): number {
  const exact = BigInt(amountMinorUnits) * BigInt(Math.round(percent * SCALE));
  return divideHalfAway(exact, BigInt(SCALE * 100));
}

function divideHalfAway(value: bigint, by: bigint): number {
  const half = by / 2n;
  return Number((value >= 0n ? value + half : value - half) / by);
}
