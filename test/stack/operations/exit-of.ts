import { StackError } from '../../../stack/stack-error.ts';

const read = (error: unknown): [exitCode: number, sentence: string] => {
  if (error instanceof StackError) return [error.exitCode, error.message];
  throw error;
};

/** Exit code and sentence of what is refused at once. */
export function refusalOf(work: () => unknown): [exitCode: number, sentence: string] {
  try {
    work();
  } catch (error) {
    return read(error);
  }
  throw new Error('Nothing was refused');
}

/** Exit code and sentence of a command that fails. */
export async function failureOf(command: Promise<number>): Promise<[exitCode: number, sentence: string]> {
  const outcome = await command.catch(read);
  if (typeof outcome === 'number') throw new Error(`It did not fail, it ended with ${String(outcome)}`);
  return outcome;
}
