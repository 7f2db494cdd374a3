import {
  ApplicationFailure,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';

import { Fault, isFaultCode } from '../domain/errors.ts';
import type { Decision, OperationChain } from '../domain/operation.ts';
import { decide } from '../workflows/messages.ts';
import { askTemporal } from './ask-temporal.ts';
import { chainHandle } from './chain-handle.ts';

const RETRY_AFTER_SECONDS = 5;

/**
 * Hands a decision to the run, which takes it or refuses it. The same id again is answered as the first time and decides nothing
 * twice. Throws what the run refuses it with, `conflict` when the run is gone, and `unavailable` when no answer came: then the
 * decision may have been taken, or may be once a worker is back.
 */
export async function decideOperation(
  client: Client,
  { run, decision }: { run: OperationChain; decision: Decision },
): Promise<void> {
  const handle = chainHandle(client, run);
  try {
    await askTemporal(client, () => handle.executeUpdate(decide, { args: [decision], updateId: decision.id }));
  } catch (error) {
    throw decisionFault(error, decision);
  }
}

function decisionFault(error: unknown, { step }: Decision): unknown {
  if (error instanceof WorkflowNotFoundError) return gone();
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message } = error.cause;
    if (isFaultCode(type)) return new Fault(type, message);
    if (type === 'AcceptedUpdateCompletedWorkflow') return gone();
  }
  const lost = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
  if (!lost && !(error instanceof Fault && error.code === 'unavailable')) return error;
  const fault = new Fault(
    'unavailable',
    `No worker has confirmed the decision about step '${step}'. It may have been taken, or may be as soon as a worker is back. Repeat it with the same Idempotency-Key: it is applied once.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
  return Object.assign(fault, { cause: error });
}

const gone = () =>
  new Fault(
    'conflict',
    'The run of this operation has ended, so that nothing waits any more. Read the operation again.',
  );
