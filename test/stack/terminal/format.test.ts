import { formatDuration } from '../../../stack/terminal/format-duration.ts';
import { formatTable } from '../../../stack/terminal/format-table.ts';

describe('formatDuration', () => {
  it.each([
    [900, '0 s'],
    [59_000, '59 s'],
    [125_000, '2 min 5 s'],
    [7_500_000, '2 h 5 min'],
    [180_000_000, '2 d 2 h'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatTable', () => {
  it('lines up the columns and leaves no blanks at the end', () => {
    expect(formatTable([['service', 'pid'], ['api', '7'], ['mariadb']])).toEqual([
      'service  pid',
      'api      7',
      'mariadb',
    ]);
  });
});
