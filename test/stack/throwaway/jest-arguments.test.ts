import { jestArguments } from '../../../stack/throwaway/jest-arguments.ts';

describe('jestArguments', () => {
  it.each([
    [['dispatch/complete-job'], ['--testPathPatterns', 'dispatch/complete-job']],
    [
      ['dispatch', 'people', '-t', 'twice'],
      ['--testPathPatterns', 'dispatch', 'people', '-t', 'twice'],
    ],
    [
      ['-t', 'twice'],
      ['-t', 'twice'],
    ],
  ])('passes %j on as a filter over both kinds of tests', (words, passed) => {
    expect(jestArguments(words)).toEqual(['--selectProjects', 'plain', 'services', ...passed]);
  });
});
