import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chooseTarget } from '../operations/choose-target.ts';
import { parseWords } from '../operations/parse-words.ts';
import { printable } from '../operations/printable.ts';
import { runCommand } from '../operations/run-command.ts';
import { EXIT, StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { isRecord } from '../state/read-json.ts';
import { say } from '../terminal/say.ts';

const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** Shows and repairs operations over the API, with the rights of its key. Answers the exit code. */
export async function operations(
  paths: StackPaths,
  { words, environment }: { words: string[]; environment: NodeJS.ProcessEnv },
): Promise<number> {
  const help = () => readFileSync(join(paths.root, 'stack', 'operations', 'help.txt'), 'utf8').trimEnd();
  if (words.length === 0) {
    note(help());
    return EXIT.usage;
  }
  const { command, wishes } = parseWords(words);
  if (command.name === 'help') {
    say(help());
    return 0;
  }
  const target = chooseTarget(paths, { ...wishes, environment });
  const interruption = new AbortController();
  const interrupt = () => {
    interruption.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    const shell = {
      target,
      json: wishes.json,
      print: wishes.json ? say : (line: string) => say(printable(line)),
      note: (line: string) => note(printable(line)),
      confirm: process.stdin.isTTY ? (question: string) => confirm(question, interruption.signal) : undefined,
      interrupted: interruption.signal,
    };
    return await runCommand(shell, command);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/** Asks on stderr, because stdout is for data. An interruption is no yes. */
async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    // Ctrl-C and Ctrl-D.
    if (!(isRecord(error) && error['name'] === 'AbortError')) throw error;
    throw new StackError('interrupted', 'Interrupted. Nothing was decided.');
  } finally {
    terminal.close();
  }
}
