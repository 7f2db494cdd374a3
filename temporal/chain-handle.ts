import type { Client, WorkflowHandle } from '@temporalio/client';

import type { OperationChain } from '../domain/operation.ts';

/** The present run of the chain, and of no other operation that was started under the same workflow id later. */
export const chainHandle = (client: Client, { workflowId, runId }: OperationChain): WorkflowHandle =>
  client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: runId });
