import { describeEnd, restartNote } from '../../../stack/supervisor/describe-end.ts';

describe('describeEnd', () => {
  it.each([
    [{ code: 1, signal: null }, 'exit code 1'],
    [{ code: 0, signal: null }, 'exit code 0'],
    [{ code: null, signal: 'SIGKILL' as const }, 'killed by SIGKILL'],
    [{ code: null, signal: null, error: new Error('spawn x ENOENT') }, 'could not be started (spawn x ENOENT)'],
  ])('says of %j that it is: %s', (end, words) => {
    expect(describeEnd(end)).toBe(words);
  });
});

describe('restartNote', () => {
  it('says when and why, in the time of this machine', () => {
    expect(restartNote(new Date(2026, 10, 25, 3, 25, 59), 'killed by SIGKILL')).toBe(
      'restarted 03:25, killed by SIGKILL',
    );
  });
});
