import { WorkflowNotFoundError, type Client } from '@temporalio/client';

import { askTemporal } from './ask-temporal.ts';

/** True while a run under this id may still change something. Throws `unavailable`. */
export async function isWorkflowOpen(client: Client, workflowId: string): Promise<boolean> {
  try {
    const { status } = await askTemporal(client, () => client.workflow.getHandle(workflowId).describe());
    return status.name === 'RUNNING' || status.name === 'PAUSED';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
