import { Fault, type FaultCode } from '../../domain/errors.ts';

/** With which code the work is refused; undefined when it is done. Anything else that is thrown is a bug, and thrown on. */
export function codeOf(work: () => unknown): FaultCode | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}
