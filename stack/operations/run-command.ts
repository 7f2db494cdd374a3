import { cancel } from './cancel.ts';
import type { OperationsCommand } from './command.ts';
import { decideMany } from './decide-many.ts';
import { decide } from './decide.ts';
import { failures } from './failures.ts';
import { figures } from './figures.ts';
import { list } from './list.ts';
import { resolve } from './resolve.ts';
import type { Shell } from './shell.ts';
import { show } from './show.ts';
import { watch } from './watch.ts';

/** Carries out one command and answers its exit code. */
export function runCommand(shell: Shell, command: Exclude<OperationsCommand, { name: 'help' }>): Promise<number> {
  switch (command.name) {
    case 'list':
      return list(shell, command);
    case 'show':
      return show(shell, command);
    case 'watch':
      return watch(shell, { id: command.id });
    case 'decide':
      return decide(shell, command);
    case 'decide-many':
      return decideMany(shell, command);
    case 'cancel':
      return cancel(shell, command);
    case 'resolve':
      return resolve(shell, command);
    case 'failures':
      return failures(shell, command);
    case 'figures':
      return figures(shell);
  }
}
