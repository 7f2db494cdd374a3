import { Note } from '../../../api/operations/decision-body.ts';

describe('the reason for a decision', () => {
  it.each(['a', 'The account is enabled again.', 'two\nlines', 'Zoë 🚐', 'שלום', 'שלום\u200f (12)', 'x'.repeat(1_000)])(
    'may be %j',
    (note) => {
      expect(Note.safeParse(note)).toEqual({ success: true, data: note });
    },
  );

  it.each([
    '',
    ' ',
    '\t\n',
    '\u00a0\u3000',
    '\u200b',
    '\u2060\u200d\ufeff',
    '\u2028\u2029',
    '\u00ad',
    '\u180e',
    '\u3164\u115f',
    '\u2800',
    '\ufe0f',
    '\u{e0041}',
    ' \u200e\u200f ',
  ])('is not empty, however it is written: %j', (note) => {
    expect(Note.safeParse(note).success).toBe(false);
  });

  it.each([
    'a\u0000',
    'a\u001b[31m',
    'a\u007f',
    'a\ud800',
    'a\u202eb',
    '\u202aa\u202c',
    'a\u2066b\u2069',
    'x'.repeat(1_001),
  ])('holds nothing that steers a terminal or turns what stands beside it, and has a bound: %j', (note) => {
    expect(Note.safeParse(note).success).toBe(false);
  });
});
