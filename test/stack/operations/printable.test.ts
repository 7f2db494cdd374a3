import { printable } from '../../../stack/operations/printable.ts';

describe('what others wrote, at a terminal', () => {
  it.each([
    ['red \u001b[31m', 'red  [31m'],
    ['C1 \u009b31m', 'C1  31m'],
    ['two\r\nlines', 'two lines'],
    ['two\u2028lines\u2029', 'two lines '],
    ['abc\u202ecba\u202c', 'abccba'],
    ['\u2066isolated\u2069', 'isolated'],
    ['not\u200bseen\ufeff\u00ad', 'notseen'],
    ['Zoë Ångström 東京 🛠', 'Zoë Ångström 東京 🛠'],
  ])('%j is printed as %j', (written, shown) => {
    expect(printable(written)).toBe(shown);
  });
});
