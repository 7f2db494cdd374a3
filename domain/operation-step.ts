import type { StepStatus } from './operation.ts';

/** What one attempt of one step has come to, seen from the worker that carries it out. Ids only. */
export interface StepRecord {
  organizationId: string;
  workflowId: string;
  /** The first run of the operation, as in the step key. */
  runId: string;
  step: string;
  activityId: string;
  key: string;
  phase: 'do' | 'undo';
  /** Counted by Temporal; it begins at 1 again when a person decides to retry. */
  attempt: number;
  status: StepStatus;
  error?: { code: string; message: string };
  result?: unknown;
  at: string;
}
