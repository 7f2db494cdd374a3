import { parseArgs } from 'node:util';
import { isRecord } from '../state/read-json.ts';
import { COMMAND_NAMES, type CommandName, type OperationsCommand, type Wishes } from './command.ts';
import { parseDecide } from './parse-decide.ts';
import { parseFilters } from './parse-filters.ts';
import { noteOf, OPTIONS, usage, waitOf, type Options } from './options.ts';

const DEFAULT_LIMIT = 50;

const EVERYWHERE = ['url', 'key-file', 'json', 'help'];
const FILTERS = ['status', 'kind', 'failed-step', 'error-code', 'document', 'older-than', 'retrying', 'needs-person'];
const TAKES: Record<CommandName, string[]> = {
  list: [...FILTERS, 'limit', 'all'],
  show: [],
  watch: [],
  decide: [
    ...['step', 'action', 'note', 'found', 'set', 'wait', 'idempotency-key', 'yes'],
    ...['kind', 'failed-step', 'error-code', 'document', 'older-than'],
  ],
  cancel: ['note', 'wait'],
  resolve: ['note'],
  failures: FILTERS,
  figures: [],
};

/** Reads the words after `./dartwing operations`, or says which one it does not know or misses. */
export function parseWords(words: string[]): { command: OperationsCommand; wishes: Wishes } {
  const [word = '', ...rest] = words;
  const quiet: Wishes = { url: undefined, keyFile: undefined, json: false };
  if (['help', '-h', '--help'].includes(word)) return { command: { name: 'help' }, wishes: quiet };
  const name = COMMAND_NAMES.find((known) => known === word);
  if (name === undefined) throw usage(`There is no command '${word}'`);
  const { values, positionals } = readOptions(rest);
  if (values.help === true) return { command: { name: 'help' }, wishes: quiet };
  const strange = Object.keys(values).find((option) => !EVERYWHERE.includes(option) && !TAKES[name].includes(option));
  if (strange !== undefined) throw usage(`${name} does not take --${strange}`);
  const wishes = { url: values.url, keyFile: values['key-file'], json: values.json ?? false };
  return { command: commandOf(name, values, positionals), wishes };
}

function commandOf(name: CommandName, values: Options, positionals: string[]): OperationsCommand {
  switch (name) {
    case 'show':
    case 'watch':
      return { name, id: theId(name, positionals) };
    case 'cancel':
      return { name, id: theId(name, positionals), note: noteOf(values), waitSeconds: waitOf(values) };
    case 'resolve':
      return { name, id: theId(name, positionals), note: noteOf(values) };
    case 'decide':
      return parseDecide(values, positionals);
    case 'list':
      noWords(name, positionals);
      return { name, filters: parseFilters(values), atMost: limitOf(values) };
    case 'failures':
      noWords(name, positionals);
      return { name, filters: parseFilters(values) };
    case 'figures':
      noWords(name, positionals);
      return { name };
  }
}

function readOptions(words: string[]): { values: Options; positionals: string[] } {
  if (words.some((word) => /^--(api-)?key($|=)/.test(word))) {
    throw usage(
      'A key is not taken as an argument, where everybody on this machine sees it: use --key-file FILE or DARTWING_API_KEY',
    );
  }
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    if (!isRecord(error) || !String(error['code']).startsWith('ERR_PARSE_ARGS')) throw error;
    // The first sentence says what is wrong; the others say how to quote.
    throw usage(
      String(error['message'])
        .split(/\.\s|\n/, 1)
        .join(),
    );
  }
}

function theId(name: CommandName, [id, ...more]: string[]): string {
  if (id === undefined) throw usage(`${name} needs the id of an operation; ./dartwing operations list shows them`);
  noWords(name, more);
  return id;
}

function noWords(name: CommandName, words: string[]): void {
  if (words.length > 0) throw usage(`${name} does not take '${words.join(' ')}'`);
}

function limitOf({ limit, all }: Options): number {
  if (all === true && limit !== undefined) throw usage('--limit and --all exclude each other');
  if (all === true) return Infinity;
  if (limit === undefined) return DEFAULT_LIMIT;
  if (/^[1-9]\d{0,5}$/.test(limit)) return Number(limit);
  throw usage(`'${limit}' is no number of operations`);
}
