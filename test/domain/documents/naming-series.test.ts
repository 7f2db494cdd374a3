import fc from 'fast-check';

import { seriesName, seriesParts } from '../../../domain/documents/naming-series.ts';

describe('seriesParts', () => {
  it.each([
    ['JOB-.YYYY.-.#####', 2026, { prefix: 'JOB-2026-', digits: 5 }],
    ['JOB-.YYYY.-.#####', 2027, { prefix: 'JOB-2027-', digits: 5 }],
    ['CUST-.#####', 2026, { prefix: 'CUST-', digits: 5 }],
    ['A.#', 2026, { prefix: 'A', digits: 1 }],
    ['.YYYY..###', 2026, { prefix: '2026', digits: 3 }],
  ])('of %s in %i', (series, year, parts) => {
    expect(seriesParts(series, year)).toEqual(parts);
  });

  it.each(['', 'JOB-', '#####', 'JOB-#####', 'JOB-.#####-', 'JOB-.####.x'])('takes %j for no series', (series) => {
    expect(() => seriesParts(series, 2026)).toThrow(/is no naming series/);
  });
});

describe('seriesName', () => {
  it.each([
    [1, 'JOB-2026-00001'],
    [42, 'JOB-2026-00042'],
    [99_999, 'JOB-2026-99999'],
    [100_000, 'JOB-2026-100000'],
  ])('number %i is %s', (number, name) => {
    expect(seriesName({ prefix: 'JOB-2026-', digits: 5 }, number)).toBe(name);
  });

  it('never gives two numbers one name', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        const parts = { prefix: 'JOB-2026-', digits: 5 };
        expect(seriesName(parts, one) === seriesName(parts, other)).toBe(one === other);
      }),
    );
  });
});
