/**
 * The paths first, options such as `-t` after them. Both kinds of tests are looked through, and each list is
 * named, because the script ends in `--selectProjects`, which would swallow bare paths.
 */
export function jestArguments(words: string[]): string[] {
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const paths = firstOption === -1 ? words : words.slice(0, firstOption);
  return [
    '--selectProjects',
    'plain',
    'services',
    ...(paths.length === 0 ? [] : ['--testPathPatterns', ...paths]),
    ...words.slice(paths.length),
  ];
}
