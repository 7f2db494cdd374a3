import { parseArguments } from '../../stack/parse-arguments.ts';
import { StackError } from '../../stack/stack-error.ts';

describe('parseArguments', () => {
  it.each([
    [[], { name: 'help' }],
    [['--help'], { name: 'help' }],
    [['up'], { name: 'up', demo: false }],
    [['up', '--demo'], { name: 'up', demo: true }],
    [['down'], { name: 'down' }],
    [['status'], { name: 'status' }],
    [['reset'], { name: 'reset', yes: false }],
    [['reset', '--yes'], { name: 'reset', yes: true }],
    [['logs'], { name: 'logs', log: undefined, follow: false }],
    [['logs', '-f'], { name: 'logs', log: undefined, follow: true }],
    [['logs', 'api', '-f'], { name: 'logs', log: 'api', follow: true }],
    [['logs', '-f', 'api'], { name: 'logs', log: 'api', follow: true }],
    [['test'], { name: 'test', paths: [] }],
    [['operations'], { name: 'operations', words: [] }],
    [['operations', 'show', 'OP-1', '--json'], { name: 'operations', words: ['show', 'OP-1', '--json'] }],
    [
      ['test', 'dispatch/complete-job', '-t', 'twice'],
      { name: 'test', paths: ['dispatch/complete-job', '-t', 'twice'] },
    ],
  ])('reads %j', (words, command) => {
    expect(parseArguments(words)).toEqual(command);
  });

  it.each([
    [['dance'], "no command 'dance'"],
    [['up', 'now'], "up does not take 'now'"],
    [['reset', '-y'], "reset does not take '-y'"],
    [['logs', 'mysql'], "no log 'mysql'"],
    [['logs', 'api', 'worker'], "logs does not take 'worker'"],
  ])('refuses %j as wrong usage and quotes what it does not know', (words, sentence) => {
    expect(refusalOf(words)).toEqual({ message: expect.stringContaining(sentence), exitCode: 2 });
  });
});

function refusalOf(words: string[]): unknown {
  try {
    return parseArguments(words);
  } catch (error) {
    return error instanceof StackError ? { message: error.message, exitCode: error.exitCode } : error;
  }
}
