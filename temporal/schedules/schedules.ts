import type * as workflows from '../../workflows/all.ts';
import type { HealOperationsInput } from '../../workflows/operations/heal-operations.ts';

const MINUTE_MS = 60_000;

/** Work that is begun again and again. Times are UTC; while one run goes on, the next one is left out. */
export interface Schedule {
  /** Also the first part of the workflow ids. */
  id: string;
  workflowType: keyof typeof workflows;
  input: unknown;
  everyMs: number;
  /** Each run begins at random so much later, so that not everything begins at once. */
  jitterMs: number;
  /** How late a run may still begin, when Temporal was away at its time. */
  catchupWindowMs: number;
  /** Below `everyMs`: a run that hangs would keep the next ones from beginning. */
  executionTimeoutMs: number;
}

/** Every schedule there is. */
export const SCHEDULES: readonly Schedule[] = [
  {
    id: 'heal-operations',
    workflowType: 'healOperations',
    // Four rounds of five: also where each answer takes seconds, a batch ends within the time of its activity.
    input: { batch: 20, goesPerRun: 200 } satisfies HealOperationsInput,
    everyMs: 15 * MINUTE_MS,
    jitterMs: MINUTE_MS,
    catchupWindowMs: MINUTE_MS,
    executionTimeoutMs: 12 * MINUTE_MS,
  },
];
