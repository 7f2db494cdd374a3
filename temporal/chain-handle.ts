import type { Client, WorkflowHandle } from '@temporalio/client';

import type { OperationRun } from '../domain/operation.ts';

/** One run of an operation: the first of a chain that resets make longer. */
export type OperationChain = Pick<OperationRun, 'workflowId' | 'runId'>;

/** The present run of the chain, and of no other operation that was started under the same workflow id later. */
export const chainHandle = (client: Client, { workflowId, runId }: OperationChain): WorkflowHandle =>
  client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: runId });
