import fc from 'fast-check';

import { addDays, hoursBetween, localDate, secondsBetween } from '../../domain/time.ts';

describe('hoursBetween', () => {
  it.each([
    ['2026-11-24T14:00:00.000Z', '2026-11-24T15:30:00.000Z', 1.5],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:20:00.000Z', 0.333],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:40:00.000Z', 0.667],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:00:01.800Z', 0.001],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:00:01.799Z', 0],
    ['2026-11-24T23:30:00.000Z', '2026-11-25T00:30:00.000Z', 1],
    // The night in which Chicago sets its clocks back is 25 hours long; time spent is what counts.
    ['2026-11-01T05:00:00.000Z', '2026-11-02T06:00:00.000Z', 25],
    ['2026-11-24T08:00:00.000-06:00', '2026-11-24T15:00:00.000Z', 1],
  ])('from %s to %s are %d hours', (from, to, hours) => {
    expect(hoursBetween(from, to)).toBe(hours);
  });

  it('has at most three decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 86_400_000 }), (ms) => {
        const hours = hoursBetween('2026-11-24T00:00:00.000Z', new Date(Date.UTC(2026, 10, 24) + ms).toISOString());
        expect(Number(hours.toFixed(3))).toBe(hours);
        expect(Math.abs(hours - ms / 3_600_000)).toBeLessThanOrEqual(0.0005 + Number.EPSILON);
      }),
    );
  });
});

describe('secondsBetween', () => {
  it.each([
    ['2026-11-24T14:00:00.000Z', '2026-11-24T15:30:00.000Z', 5400],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:00:00.499Z', 0],
    ['2026-11-24T14:00:00.000Z', '2026-11-24T14:00:00.500Z', 1],
    ['2026-11-24T14:00:01.000Z', '2026-11-24T14:00:00.000Z', -1],
  ])('from %s to %s are %d', (from, to, seconds) => {
    expect(secondsBetween(from, to)).toBe(seconds);
  });
});

describe('localDate', () => {
  it.each([
    ['2026-11-25T05:59:59.999Z', 'America/Chicago', '2026-11-24'],
    ['2026-11-25T06:00:00.000Z', 'America/Chicago', '2026-11-25'],
    // Summer time: midnight in Chicago is an hour earlier in UTC.
    ['2026-07-25T04:59:59.999Z', 'America/Chicago', '2026-07-24'],
    ['2026-07-25T05:00:00.000Z', 'America/Chicago', '2026-07-25'],
    // The hour that is repeated when the clocks go back.
    ['2026-11-01T06:30:00.000Z', 'America/Chicago', '2026-11-01'],
    ['2026-11-01T07:30:00.000Z', 'America/Chicago', '2026-11-01'],
    ['2026-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2027-01-01T10:59:00.000Z', 'Pacific/Pago_Pago', '2026-12-31'],
    ['2026-03-01T18:15:00.000Z', 'Asia/Kathmandu', '2026-03-02'],
    ['2026-02-28T12:00:00.000Z', 'UTC', '2026-02-28'],
  ])('%s in %s is %s', (instant, timeZone, day) => {
    expect(localDate(new Date(instant), timeZone)).toBe(day);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-11-25', 30, '2026-12-25'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-07', 2, '2026-03-09'],
    ['2026-11-25', 0, '2026-11-25'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s plus %i days is %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
  });
});
