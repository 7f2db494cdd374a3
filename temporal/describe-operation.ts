import {
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionStatusName,
  type WorkflowHandle,
} from '@temporalio/client';

import { Fault } from '../domain/errors.ts';
import type { OperationReport } from '../domain/operation.ts';
import { report as reportQuery } from '../workflows/messages.ts';
import { askTemporal } from './ask-temporal.ts';

/** A worker that is there answers within milliseconds; without one, waiting longer brings nothing. */
const REPORT_PATIENCE_MS = 1_000;

export interface DescribedOperation {
  status: WorkflowExecutionStatusName;
  startedAt: string;
  closedAt: string | null;
  /** Null when no worker is there to answer. */
  report: OperationReport | null;
}

/**
 * What Temporal knows of one run of an operation, for when no row tells of it; null when it knows nothing, or nothing any more.
 * Throws `unavailable`.
 */
export async function describeOperation(
  client: Client,
  { workflowId, runId }: { workflowId: string; runId: string },
): Promise<DescribedOperation | null> {
  const handle = client.workflow.getHandle(workflowId, runId);
  try {
    const { status, startTime, closeTime } = await askTemporal(client, () => handle.describe());
    return {
      status: status.name,
      startedAt: startTime.toISOString(),
      closedAt: closeTime?.toISOString() ?? null,
      report: await askReport(client, handle),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** A closed run answers too, as long as a worker is there to replay it. */
async function askReport(client: Client, handle: WorkflowHandle): Promise<OperationReport | null> {
  try {
    return await askTemporal(client, () => handle.query(reportQuery), REPORT_PATIENCE_MS);
  } catch (error) {
    if (error instanceof Fault && error.code === 'unavailable') return null;
    throw error;
  }
}
