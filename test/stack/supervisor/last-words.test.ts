import { lastWords } from '../../../stack/supervisor/keep-running.ts';

describe('lastWords', () => {
  it.each([
    [
      ['starting', 'Error: Cannot find module x', '    at load (a.js:1)', '{', '}', 'Node.js v24.21.0'],
      'Error: Cannot find module x',
    ],
    [['listening', 'bye'], 'bye'],
    [['bind: Address already in use error', 'Aborting'], 'bind: Address already in use error'],
    [[], 'it ended without a word'],
  ])('finds in %j the line that says why', (lines, words) => {
    expect(lastWords(lines)).toBe(words);
  });
});
