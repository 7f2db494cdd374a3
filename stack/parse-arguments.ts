import { SERVICE_NAMES } from './services/service.ts';
import { StackError } from './stack-error.ts';

export const LOG_NAMES = [...SERVICE_NAMES, 'migrate', 'supervisor'] as const;
export type LogName = (typeof LOG_NAMES)[number];

export type Command =
  | { name: 'down' | 'status' | 'help' }
  | { name: 'up'; demo: boolean }
  | { name: 'reset'; yes: boolean }
  | { name: 'logs'; log: LogName | undefined; follow: boolean }
  | { name: 'test'; paths: string[] }
  | { name: 'operations'; words: string[] };

/** Turns the words after `./dartwing` into a command, or says which word it does not know. */
export function parseArguments(words: string[]): Command {
  const [name = 'help', ...rest] = words;
  switch (name) {
    case 'up':
      refuse(name, without(rest, '--demo'));
      return { name, demo: rest.includes('--demo') };
    case 'down':
    case 'status':
      refuse(name, rest);
      return { name };
    case 'help':
    case '-h':
    case '--help':
      return { name: 'help' };
    case 'reset':
      refuse(name, without(rest, '--yes'));
      return { name, yes: rest.includes('--yes') };
    case 'logs':
      return parseLogs(rest);
    case 'test':
      return { name, paths: rest };
    case 'operations':
      return { name, words: rest };
    default:
      throw new StackError('usage', `There is no command '${name}'. ./dartwing help lists them.`);
  }
}

function parseLogs(words: string[]): Command {
  const [name, ...more] = without(words, '-f');
  refuse('logs', more);
  const log = LOG_NAMES.find((known) => known === name);
  if (name !== undefined && log === undefined) {
    throw new StackError('usage', `There is no log '${name}'. Known: ${LOG_NAMES.join(', ')}.`);
  }
  return { name: 'logs', log, follow: words.includes('-f') };
}

function without(words: string[], option: string): string[] {
  return words.filter((word) => word !== option);
}

function refuse(command: string, words: string[]): void {
  if (words.length > 0) {
    throw new StackError(
      'usage',
      `./dartwing ${command} does not take '${words.join(' ')}'. ./dartwing help shows what it takes.`,
    );
  }
}
