import { readZonedTime } from '../../domain/zoned-time.ts';

describe('readZonedTime', () => {
  it('reads the wall time and the zone', () => {
    expect(readZonedTime('2026-12-01T09:00[Europe/Paris]')).toEqual({
      local: '2026-12-01T09:00',
      timeZone: 'Europe/Paris',
    });
  });

  it.each([
    '',
    '2026-12-01T09:00',
    '2026-12-01T09:00+01:00[Europe/Paris]',
    '2026-02-29T09:00[UTC]',
    '2026-12-01T09:60[UTC]',
    '1899-12-31T09:00[UTC]',
    '2026-12-01T09:00[Middle/Earth]',
    '2026-12-01T09:00[UTC]\n',
  ])('answers null for %j', (text) => {
    expect(readZonedTime(text)).toBeNull();
  });
});
