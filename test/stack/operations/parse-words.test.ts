import { OLDER_MAX_SECONDS } from '../../../api/operations/filter-values.ts';
import { parseWords } from '../../../stack/operations/parse-words.ts';
import { StackError } from '../../../stack/stack-error.ts';

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
const parse = (line: string) => parseWords(words(line));

describe('the words after ./dartwing operations', () => {
  it.each([
    ['help', { name: 'help' }],
    ['--help', { name: 'help' }],
    ['show --help', { name: 'help' }],
    ['list', { name: 'list', filters: {}, atMost: 50 }],
    ['list --all', { name: 'list', filters: {}, atMost: Infinity }],
    [
      'list --status parked --kind complete-job --failed-step invoice --error-code misconfigured --limit 5',
      {
        name: 'list',
        filters: {
          'filter[status]': 'parked',
          'filter[kind]': 'complete-job',
          'filter[failedStep]': 'invoice',
          'filter[errorCode]': 'misconfigured',
        },
        atMost: 5,
      },
    ],
    [
      'failures --document JOB-1 --older-than 15m --retrying --needs-person',
      {
        name: 'failures',
        filters: {
          'filter[document]': 'JOB-1',
          'filter[olderThanSeconds]': '900',
          'filter[retrying]': 'true',
          'filter[needsPerson]': 'true',
        },
      },
    ],
    ['figures', { name: 'figures' }],
    ['show OP-1', { name: 'show', id: 'OP-1' }],
    ['watch OP-1', { name: 'watch', id: 'OP-1' }],
    ['cancel OP-1 --note Wrong', { name: 'cancel', id: 'OP-1', note: 'Wrong', waitSeconds: 20 }],
    ['resolve --note Settled OP-1', { name: 'resolve', id: 'OP-1', note: 'Settled' }],
    [
      'decide OP-1 --step invoice --action retry --note Enabled --set item=A --set rate=1=2 --wait 0',
      {
        name: 'decide',
        id: 'OP-1',
        step: 'invoice',
        action: 'retry',
        note: 'Enabled',
        input: { item: 'A', rate: '1=2' },
        waitSeconds: 0,
        idempotencyKey: undefined,
      },
    ],
    [
      'decide OP-1 --step invoice --action mark_done --found SINV-1 --note Found --idempotency-key k-1',
      {
        name: 'decide',
        id: 'OP-1',
        step: 'invoice',
        action: 'mark_done',
        note: 'Found',
        found: 'SINV-1',
        waitSeconds: 20,
        idempotencyKey: 'k-1',
      },
    ],
    [
      'decide OP-1 --step invoice --action mark_done --note Undone',
      {
        name: 'decide',
        id: 'OP-1',
        step: 'invoice',
        action: 'mark_done',
        note: 'Undone',
        waitSeconds: 20,
        idempotencyKey: undefined,
      },
    ],
    [
      'decide --failed-step invoice --error-code misconfigured --older-than 2h --action skip --note Why --yes',
      {
        name: 'decide-many',
        filter: { failedStep: 'invoice', errorCode: 'misconfigured', olderThanSeconds: 7_200 },
        action: 'skip',
        note: 'Why',
        yes: true,
        idempotencyKey: undefined,
      },
    ],
  ])('reads %j', (line, command) => {
    expect(parse(line).command).toEqual(command);
  });

  it('reads where to ask and how to print anywhere among them', () => {
    expect(parse('list --json --url https://x.example --key-file key --limit 1').wishes).toEqual({
      url: 'https://x.example',
      keyFile: 'key',
      json: true,
    });
    expect(parse('figures').wishes).toEqual({ url: undefined, keyFile: undefined, json: false });
  });

  it.each([
    ['dance', "There is no command 'dance'"],
    ['show', 'show needs the id of an operation'],
    ['show OP-1 OP-2', "show does not take 'OP-2'"],
    ['list OP-1', "list does not take 'OP-1'"],
    ['list --step invoice', 'list does not take --step'],
    ['list --nothing', "Unknown option '--nothing'"],
    ['list --limit 0', "'0' is no number of operations"],
    ['list --limit 5 --all', 'exclude each other'],
    ['list --older-than 15', "'15' is no age"],
    ['list --older-than 0s', "'0s' is no age"],
    ['list --older-than 99999d', "'99999d' is too long ago. 3660d is the most that can be asked for."],
    ['list --older-than 9999999999999999999s', 'is too long ago'],
    ['list --key dw_live_x', 'A key is not taken as an argument'],
    ['list --api-key=dw_live_x', 'A key is not taken as an argument'],
    ['cancel OP-1', 'Say why'],
    ['decide', 'decide needs the id of an operation, or --failed-step'],
    ['decide OP-1 --action retry --note x', 'Name the step that waits'],
    ['decide OP-1 --step invoice --note x', 'Say what to do: --action retry|skip|mark_done|compensate'],
    ['decide OP-1 --step invoice --action dance --note x', 'Say what to do'],
    ['decide OP-1 --step invoice --action retry', 'Say why'],
    ['decide OP-1 --step invoice --action skip --found A --note x', '--found goes with --action mark_done only'],
    ['decide OP-1 --step invoice --action skip --set a=b --note x', '--set goes with --action retry only'],
    ['decide OP-1 --step invoice --action retry --set a --note x', "'a' is not of the form name=value"],
    ['decide OP-1 --step invoice --action retry --note x --wait 31', '--wait takes 0 to 30 seconds'],
    ['decide OP-1 --step invoice --action retry --note x --yes', '--yes does not go with the id'],
    ['decide OP-1 --failed-step invoice --action retry --note x', '--failed-step does not go with the id'],
    ['decide --failed-step invoice --action mark_done --note x', 'one operation at a time'],
    ['decide --failed-step invoice --action retry --note x --wait 5', '--wait goes with the id of one operation'],
  ])('refuses %j as wrong usage and says which word', (line, sentence) => {
    const refusal = refusalOf(words(line));
    expect(refusal).toEqual({ message: expect.stringContaining(sentence), exitCode: 2 });
  });

  it('asks for ages as far back as the API looks, and no further', () => {
    const most = String(OLDER_MAX_SECONDS);
    const filters = { 'filter[olderThanSeconds]': most };
    expect(parse(`list --older-than ${most}s`).command).toMatchObject({ filters });
    expect(refusalOf(words(`list --older-than ${String(OLDER_MAX_SECONDS + 1)}s`))).toMatchObject({ exitCode: 2 });
  });

  it.each(['', 'a b', 'é', 'x'.repeat(256)])('refuses %j as an idempotency key', (key) => {
    const line = words('decide OP-1 --step invoice --action retry --note x');
    expect(refusalOf([...line, `--idempotency-key=${key}`])).toMatchObject({ exitCode: 2 });
  });
});

function refusalOf(line: string[]): unknown {
  try {
    return parseWords(line);
  } catch (error) {
    return error instanceof StackError ? { message: error.message, exitCode: error.exitCode } : error;
  }
}
