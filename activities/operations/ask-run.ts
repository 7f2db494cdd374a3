import type { RunTruth } from '../../domain/healed-report.ts';
import type { OperationChain } from '../../domain/operation.ts';

/** A run that is asked about. */
export interface AskedRun extends OperationChain {
  /** Its report is wanted only once it is closed. */
  onlyOnceClosed?: boolean;
}

/**
 * Asks Temporal about a run; null when it knows no such run. Handed to verbs by whoever has a client. Throws `unavailable` while
 * Temporal cannot be reached.
 */
export type AskRun = (run: AskedRun) => Promise<RunTruth | null>;
