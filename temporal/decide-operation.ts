import {
  ApplicationFailure,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';

import { Fault, isFaultCode } from '../domain/errors.ts';
import type { Decision, OperationChain } from '../domain/operation.ts';
import { decide } from '../workflows/messages.ts';
import { askTemporal } from './ask-temporal.ts';
import { chainHandle } from './chain-handle.ts';

const RETRY_AFTER_SECONDS = 5;
/** A server that is there tells of a run within milliseconds. */
const PROBE_MS = 1_000;

/**
 * Hands a decision to the run, which takes it or refuses it. The same id again is answered as the first time and decides nothing
 * twice. Throws what the run refuses it with, `conflict` when the run is gone, and `unavailable` when no answer came, from a worker
 * or from Temporal itself: then the decision may have been taken, or may be once whoever was silent is back.
 */
export async function decideOperation(
  client: Client,
  { run, decision }: { run: OperationChain; decision: Decision },
): Promise<void> {
  const handle = chainHandle(client, run);
  try {
    await askTemporal(client, () => handle.executeUpdate(decide, { args: [decision], updateId: decision.id }));
  } catch (error) {
    const lost = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
    // The server waits for the worker as long as we wait for the server: only another question tells which of them is silent.
    throw decisionFault(lost ? await whoIsSilent(client, handle, error) : error, decision);
  }
}

/** The fault of Temporal when it does not answer at all; else the error that a silent worker was met with. */
async function whoIsSilent(client: Client, handle: WorkflowHandle, error: Error): Promise<unknown> {
  try {
    await askTemporal(client, () => handle.describe(), PROBE_MS);
    return error;
  } catch (silence) {
    return silence;
  }
}

function decisionFault(error: unknown, { step }: Decision): unknown {
  if (error instanceof WorkflowNotFoundError) return gone();
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message } = error.cause;
    if (isFaultCode(type)) return new Fault(type, message);
    if (type === 'AcceptedUpdateCompletedWorkflow') return gone();
  }
  const silent = silentOne(error);
  if (silent === undefined) return error;
  const sentence = `${silent.told} the decision about step '${step}'. It may have been taken, or may be as soon as ${silent.who} is back. Repeat it with the same Idempotency-Key: it is applied once.`;
  return Object.assign(new Fault('unavailable', sentence, { retryAfterSeconds: RETRY_AFTER_SECONDS }), {
    cause: error,
  });
}

function silentOne(error: unknown): { who: string; told: string } | undefined {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return { who: 'a worker', told: 'No worker has confirmed' };
  if (error instanceof Fault && error.code === 'unavailable')
    return { who: 'Temporal', told: 'Temporal, which carries out operations, cannot be reached and has not confirmed' };
  return undefined;
}

const gone = () =>
  new Fault(
    'conflict',
    'The run of this operation has ended, so that nothing waits any more. Read the operation again.',
  );
