import type * as workflows from '../workflows/all.ts';
import type { completeJob } from '../workflows/dispatch/complete-job.ts';
import { COMPLETE_JOB } from '../domain/dispatch/complete-job.ts';

interface Workflows {
  'complete-job': typeof completeJob;
}

export type OperationKind = keyof Workflows;
export type OperationResult<K extends OperationKind> = Awaited<ReturnType<Workflows[K]>>;

interface Operation {
  kind: OperationKind;
  doctype: string;
  workflowType: keyof typeof workflows;
  /** What people read in Temporal's lists, before the document's name. */
  title: string;
}

/** Every kind of operation that can be started. */
export const OPERATIONS = {
  'complete-job': { ...COMPLETE_JOB, workflowType: 'completeJob', title: 'Complete job' },
} as const satisfies { [K in OperationKind]: Operation & { kind: K } };
