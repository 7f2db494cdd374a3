import type { Target } from './choose-target.ts';

/** What a command of `./dartwing operations` works with. */
export interface Shell {
  readonly target: Target;
  /** Print what the API answered as JSON, one object a line, and nothing else. */
  readonly json: boolean;
  /** Data: to stdout. */
  readonly print: (line: string) => void;
  /** Everything else: to stderr. */
  readonly note: (line: string) => void;
  /** Asks for a yes; undefined where nobody is there to be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  /** Ends waiting when the person interrupts. */
  readonly interrupted: AbortSignal;
}
