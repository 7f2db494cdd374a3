import {
  QueryNotRegisteredError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
  type WorkflowExecutionStatusName,
  type WorkflowHandle,
} from '@temporalio/client';

import { Fault } from '../domain/errors.ts';
import type { RunTruth } from '../domain/healed-report.ts';
import type { OperationChain } from '../domain/operation.ts';
import { toldReport } from '../domain/told-report.ts';
import { report as reportQuery } from '../workflows/messages.ts';
import { askTemporal } from './ask-temporal.ts';

/** A worker that is there answers within milliseconds; without one, waiting longer brings nothing. */
const REPORT_PATIENCE_MS = 1_000;

export interface DescribedOperation extends RunTruth {
  status: WorkflowExecutionStatusName;
  startedAt: string;
}

/**
 * What Temporal knows of one run of an operation, whose rows are missing or silent; null when it knows nothing, or nothing any
 * more. A run that was reset is followed to the one that goes on in its place. With `onlyOnceClosed` one that goes on is not asked
 * for its report. Throws `unavailable`.
 */
export async function describeOperation(
  client: Client,
  { onlyOnceClosed = false, ...run }: OperationChain & { onlyOnceClosed?: boolean },
  patienceMs?: number,
): Promise<DescribedOperation | null> {
  const found = await askTemporal(client, () => findRun(client, run), patienceMs);
  if (found === null) return null;
  const { status, startTime, closeTime, runId } = found;
  const asked = closeTime !== undefined || !onlyOnceClosed;
  return {
    status: status.name,
    startedAt: startTime.toISOString(),
    closedAt: closeTime?.toISOString() ?? null,
    cutShort: status.name === 'TERMINATED' || status.name === 'TIMED_OUT',
    report: asked ? await askReport(client, client.workflow.getHandle(run.workflowId, runId)) : null,
  };
}

/** The latest run of the chain: mostly that of the workflow id, else the one that the resets of the named run led to. */
async function findRun(
  client: Client,
  { workflowId, runId }: OperationChain,
): Promise<WorkflowExecutionDescription | null> {
  const latest = await describe(client, workflowId);
  if (latest === null || (latest.raw.workflowExecutionInfo?.firstRunId ?? latest.runId) === runId) return latest;
  let found = await describe(client, workflowId, runId);
  for (let next = resetOf(found); next !== undefined; next = resetOf(found)) {
    found = await describe(client, workflowId, next);
  }
  return found;
}

const resetOf = (run: WorkflowExecutionDescription | null): string | undefined =>
  run?.raw.workflowExtendedInfo?.resetRunId || undefined;

async function describe(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(workflowId, runId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** A closed run answers too, as long as a worker is there that can replay it. */
async function askReport(client: Client, handle: WorkflowHandle): Promise<RunTruth['report']> {
  try {
    return toldReport(await askTemporal(client, () => handle.query(reportQuery), REPORT_PATIENCE_MS));
  } catch (error) {
    if (error instanceof Fault && error.code === 'unavailable') return null;
    // The workers of today cannot say: the run began with other code, or its code fails.
    if (error instanceof QueryNotRegisteredError) return null;
    // It knew the run a moment ago: its time of keeping has just ended.
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
