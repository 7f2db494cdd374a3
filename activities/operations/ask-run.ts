import type { RunTruth } from '../../domain/healed-report.ts';
import type { OperationChain } from './run-of.ts';

/**
 * Asks Temporal about a run; null when it knows no such run. Handed to verbs by whoever has a client. Throws `unavailable` while
 * Temporal cannot be reached.
 */
export type AskRun = (run: OperationChain) => Promise<RunTruth | null>;
