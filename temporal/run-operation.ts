import { WorkflowExecutionAlreadyStartedError, WorkflowFailedError, type Client } from '@temporalio/client';

import type { OperationInput, OperationRun } from '../domain/operation.ts';
import { operationId } from '../domain/operation-id.ts';
import { SAGA_STATE } from '../workflows/messages.ts';
import { askTemporal, temporalFault } from './ask-temporal.ts';
import { operationFailure, type OperationFailure } from './operation-failure.ts';
import { OPERATIONS, type OperationKind, type OperationResult } from './operations.ts';
import { DOC_ID, DOC_TYPE, OPERATION, ORGANIZATION } from './search-attributes.ts';
import { TASK_QUEUES } from './task-queues.ts';
import { operationWorkflowId } from './workflow-ids.ts';

export interface OperationStart<K extends OperationKind> {
  kind: K;
  input: OperationInput;
  /** How long to wait for the end; 0 answers as soon as the run is accepted. */
  waitMs: number;
  /** Ends the waiting early: the caller has gone, or the process closes. The operation goes on. */
  closed?: AbortSignal;
  /** Told of the run once it is started or joined, while its end is waited for. */
  started?: (run: OperationRun) => Promise<void>;
}

type Ending<R> = { state: 'running' } | { state: 'completed'; result: R } | ({ state: 'failed' } & OperationFailure);
export type OperationOutcome<R> = { operationId: string } & Ending<R>;

/** How long the stored result of an earlier run may take to be read. */
const STORED_RESULT_MS = 5_000;

/**
 * Starts an operation, or joins the run that is under way, and waits for its end as long as asked. A repeat after completion
 * answers with that run; after a failure it starts a new one. Throws `unavailable` while Temporal cannot be reached.
 */
export async function runOperation<K extends OperationKind>(
  client: Client,
  { kind, input, waitMs, closed, started: told }: OperationStart<K>,
): Promise<OperationOutcome<OperationResult<K>>> {
  const workflowId = operationWorkflowId(kind, input);
  const started = await askTemporal(client, () => start(client, { kind, input, workflowId }));
  const { runId, current } = await askTemporal(client, () => chainOf(client, workflowId, started));
  const run = { ...input, kind, doctype: OPERATIONS[kind].doctype, workflowId, runId };
  const toldOf = started === undefined ? undefined : told?.(run);
  const ending = await awaitEnd<OperationResult<K>>(client, {
    workflowId,
    current,
    waitMs: started === undefined ? Math.max(waitMs, STORED_RESULT_MS) : waitMs,
    closed,
  });
  await toldOf;
  return { operationId: operationId(workflowId, runId), ...ending };
}

interface Run {
  workflowId: string;
  /** The run whose end is waited for. */
  current: string;
  waitMs: number;
  closed: AbortSignal | undefined;
}

/** The run that was started or joined, after a reset not the first of its chain; undefined when an earlier one completed. */
async function start(
  client: Client,
  { kind, input, workflowId }: { kind: OperationKind; input: OperationInput; workflowId: string },
): Promise<string | undefined> {
  const { doctype, workflowType, title } = OPERATIONS[kind];
  const { organizationId, name, requestedBy } = input;
  try {
    const handle = await client.workflow.start(workflowType, {
      workflowId,
      taskQueue: TASK_QUEUES.core,
      args: [{ organizationId, name, requestedBy }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      typedSearchAttributes: [
        { key: ORGANIZATION, value: organizationId },
        { key: OPERATION, value: kind },
        { key: DOC_TYPE, value: doctype },
        { key: DOC_ID, value: name },
        { key: SAGA_STATE, value: 'running' },
      ],
      staticSummary: `${title} ${name}`,
      priority: { fairnessKey: organizationId },
    });
    return handle.firstExecutionRunId;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw error;
  }
}

/**
 * The first run of a chain, which names the operation, and the one to wait for; of the latest chain unless a run is named. A reset
 * begins a new run and keeps the first.
 */
async function chainOf(client: Client, workflowId: string, run: string | undefined) {
  const { raw, runId: current } = await client.workflow.getHandle(workflowId, run).describe();
  return { runId: raw.workflowExecutionInfo?.firstRunId ?? current, current };
}

async function awaitEnd<R>(client: Client, { workflowId, current, waitMs, closed }: Run): Promise<Ending<R>> {
  if (waitMs === 0) return { state: 'running' };
  const handle = client.workflow.getHandle<() => Promise<R>>(workflowId, current);
  try {
    const late = AbortSignal.timeout(waitMs);
    const enough = closed === undefined ? late : AbortSignal.any([late, closed]);
    const result = await client.withAbortSignal(enough, () => handle.result());
    return { state: 'completed', result };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { state: 'failed', ...operationFailure(error) };
    // Not in time, or Temporal went away meanwhile: the operation goes on either way.
    if (temporalFault(error)?.code === 'unavailable') return { state: 'running' };
    throw error;
  }
}
