import { FAULTS, isFaultCode } from '../../domain/errors.ts';
import { EXIT, StackError } from '../stack-error.ts';
import { formatTable } from '../terminal/format-table.ts';
import { ApiFailure } from './api-failure.ts';
import type { OperationsCommand } from './command.ts';
import { countMany, decideBatch, type ManyRequest } from './decide-batch.ts';
import type { ManyReply } from './replies.ts';
import { chooseIdempotencyKey } from './send-decision.ts';
import type { Shell } from './shell.ts';

/**
 * Counts what matches, and after a yes decides the same about all of it, in as many requests as that takes. Ends early at an outage.
 * Repeated with the same idempotency key it goes on with what is left.
 */
export async function decideMany(
  shell: Shell,
  { filter, action, note, input, yes, idempotencyKey: given }: OperationsCommand & { name: 'decide-many' },
): Promise<number> {
  const idempotencyKey = chooseIdempotencyKey(given);
  const decision = { filter, action, note, ...(input !== undefined && { input }) };
  const request: ManyRequest = { decision, idempotencyKey };
  const { json, data } = await countMany(shell, request);
  const { matched, remaining } = data;
  if (!shell.json) shell.print(tellCount(data));
  if (remaining === 0 || !(yes || (await agreed(shell, `${action} '${filter.failedStep}' for all of them?`)))) {
    if (shell.json) shell.print(JSON.stringify(json));
    else shell.note(tellNothing(data));
    return 0;
  }
  const total = { decided: 0, refused: 0 };
  const told = new Set<string>();
  for (let expected: number | undefined = matched, left = remaining; left > 0; expected = undefined) {
    const batch = await decideBatch(shell, { ...request, expected, atMost: left }).catch((error: unknown) => {
      if (error instanceof ApiFailure && total.decided > 0) {
        shell.note(`${countWere(total.decided)} decided before. --idempotency-key ${idempotencyKey} goes on.`);
      }
      throw error;
    });
    total.decided = batch.decided;
    const news = batch.refused.filter(({ operation }) => !told.has(operation));
    total.refused += news.length;
    for (const { operation } of news) told.add(operation);
    if (!shell.json) for (const line of tellRefused(news)) shell.print(line);
    if (batch.refused.some(isOutage) || batch.remaining >= left) {
      throw new StackError(
        'machine',
        `Stopped by an outage: ${String(total.decided)} decided, ${String(batch.remaining)} left. Repeat the same command with --idempotency-key ${idempotencyKey}: it goes on with these.`,
      );
    }
    left = batch.remaining;
  }
  if (!shell.json) shell.print(`${String(total.decided)} decided, ${String(total.refused)} refused.`);
  return total.refused > 0 ? EXIT.failed : 0;
}

function tellCount({ matched, remaining }: ManyReply): string {
  const sentence = `${String(matched)} ${matched === 1 ? 'operation matches' : 'operations match'}.`;
  return remaining === matched
    ? sentence
    : `${sentence} Under this key ${String(remaining)} of them ${remaining === 1 ? 'is' : 'are'} left.`;
}

const countWere = (count: number): string => `${String(count)} ${count === 1 ? 'was' : 'were'}`;

const tellNothing = ({ decided, remaining }: ManyReply): string =>
  decided > 0 && remaining === 0
    ? `${countWere(decided)} decided under this key before. None is left.`
    : 'Nothing was decided.';

const tellRefused = (refused: ManyReply['refused']): string[] =>
  formatTable(refused.map(({ operation, code, detail }) => ['refused', operation, code, detail]));

/** What the API ends such a request by: the cause would meet the others, too. */
const isOutage = ({ code }: ManyReply['refused'][number]): boolean => isFaultCode(code) && FAULTS[code].status >= 500;

async function agreed({ confirm }: Shell, question: string): Promise<boolean> {
  if (confirm !== undefined) return confirm(question);
  throw new StackError('usage', 'There is no terminal to ask at, so nothing was decided. Say so with --yes.');
}
