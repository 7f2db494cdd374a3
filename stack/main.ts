import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments, type Command } from './parse-arguments.ts';
import { EXIT, StackError } from './stack-error.ts';
import { stackPaths } from './stack-paths.ts';
import { say } from './terminal/say.ts';

const paths = stackPaths(join(import.meta.dirname, '..'));

// Each command is loaded when it is asked for: `down` and `logs` must work even without npm packages.
async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'up': {
      const { up } = await import('./commands/up.ts');
      await up(paths, { demo: command.demo, environment: process.env });
      return 0;
    }
    case 'test': {
      const { test } = await import('./commands/test.ts');
      return test(paths, { paths: command.paths, environment: process.env });
    }
    case 'status': {
      const { status } = await import('./commands/status.ts');
      return status(paths);
    }
    case 'logs': {
      const { logs } = await import('./commands/logs.ts');
      await logs(paths, command);
      return 0;
    }
    case 'down': {
      const { down } = await import('./commands/down.ts');
      await down(paths);
      return 0;
    }
    case 'reset': {
      const { reset } = await import('./commands/reset.ts');
      await reset(paths, command);
      return 0;
    }
    case 'operations': {
      const { operations } = await import('./commands/operations.ts');
      return operations(paths, { words: command.words, environment: process.env });
    }
    case 'help':
      say(readFileSync(join(import.meta.dirname, 'help.txt'), 'utf8').trimEnd());
      return 0;
  }
}

/** The sentence for what went wrong, and the exit code. */
function explain(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof StackError) return { sentence: error.message, exitCode: error.exitCode };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC')
    return { sentence: 'The disk is full. Free at least 1 GB and run it again.', exitCode: EXIT.machine };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const what = error instanceof Error ? error.message : '';
    return { sentence: `A right is missing (${what}). Give it to yourself and run it again.`, exitCode: EXIT.machine };
  }
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return { sentence: 'npm packages are missing here. ./dartwing up installs them.', exitCode: EXIT.machine };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { sentence: `That should not happen; please report it: ${detail}`, exitCode: EXIT.failed };
}

// A reader that closed the pipe (`| head`) has seen enough.
process.stdout.on('error', () => process.exit(0));
try {
  // Not only set: `logs -f`, database pools or sockets must not keep a finished command alive.
  process.exit(await run(parseArguments(process.argv.slice(2))));
} catch (error) {
  const { sentence, exitCode } = explain(error);
  process.stderr.write(`dartwing: ${sentence}\n`);
  process.exit(exitCode);
}
