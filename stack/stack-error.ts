export const EXIT = { failed: 1, usage: 2, machine: 3, interrupted: 130 } as const;

/** What went wrong in one sentence that says what to do, and the exit code it ends with. */
export class StackError extends Error {
  readonly exitCode: number;

  constructor(kind: keyof typeof EXIT, sentence: string) {
    super(sentence);
    this.name = 'StackError';
    this.exitCode = EXIT[kind];
  }
}
