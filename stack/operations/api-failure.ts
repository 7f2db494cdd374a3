import { StackError } from '../stack-error.ts';
import { printable } from './printable.ts';

interface Circumstances {
  /** `machine`: it does not answer, or cannot now; the same request may succeed later. */
  kind: 'failed' | 'machine' | 'interrupted';
  /** Whether the request had an effect: certainly none, or nobody knows. */
  effect: 'none' | 'unknown';
  /** The code of the problem, where the API answered one. */
  code?: string;
}

/** The API refused, or did not answer. */
export class ApiFailure extends StackError {
  readonly circumstances: Circumstances;

  constructor(sentence: string, circumstances: Circumstances) {
    super(circumstances.kind, printable(sentence));
    this.name = 'ApiFailure';
    this.circumstances = circumstances;
  }
}
