import { StackError } from './stack-error.ts';

/** Runs the body of a script that npm starts; what goes wrong becomes one sentence and an exit code. */
export async function runAsScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof StackError ? error.exitCode : 1;
  }
}
