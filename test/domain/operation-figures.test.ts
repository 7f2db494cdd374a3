import { successByKind, type DayCount } from '../../domain/operation-figures.ts';

const count = (
  day: string,
  [started, completed, ended]: [number, number, number],
  kind = 'complete-job',
): DayCount => ({
  kind,
  day,
  started,
  completed,
  ended,
});
const LAST_THREE = { today: '2026-12-01', days: 3 };
const NOTHING = { started: 0, completed: 0, ended: 0, rate: null };

describe('successByKind', () => {
  it('has no kind that did not run', () => {
    expect(successByKind([], LAST_THREE)).toEqual([]);
  });

  it('tells each day, the oldest first, also where nothing ran', () => {
    expect(successByKind([count('2026-12-01', [4, 1, 3]), count('2026-11-29', [2, 2, 2])], LAST_THREE)).toEqual([
      {
        kind: 'complete-job',
        started: 6,
        completed: 3,
        ended: 5,
        rate: 0.6,
        days: [
          { day: '2026-11-29', started: 2, completed: 2, ended: 2, rate: 1 },
          { day: '2026-11-30', ...NOTHING },
          { day: '2026-12-01', started: 4, completed: 1, ended: 3, rate: 0.3333 },
        ],
      },
    ]);
  });

  it('has no rate while none has ended, and zero when all that ended did not complete', () => {
    const rates = ([ended]: [number]) => successByKind([count('2026-12-01', [5, 0, ended])], LAST_THREE)[0]?.rate;
    expect([rates([0]), rates([2])]).toEqual([null, 0]);
  });

  it('keeps kinds apart and in order, and leaves out other days', () => {
    const counts = [
      count('2026-12-01', [1, 1, 1], 'publish-schedule'),
      count('2026-12-01', [1, 0, 0]),
      count('2026-11-28', [9, 9, 9]),
      count('2026-12-02', [9, 9, 9], 'book-appointment'),
    ];
    expect(successByKind(counts, LAST_THREE).map(({ kind, started }) => [kind, started])).toEqual([
      ['complete-job', 1],
      ['publish-schedule', 1],
    ]);
  });
});
