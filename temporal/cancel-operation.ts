import { WorkflowNotFoundError, type Client } from '@temporalio/client';

import { Fault } from '../domain/errors.ts';
import type { OperationChain } from '../domain/operation.ts';
import { askTemporal } from './ask-temporal.ts';
import { chainHandle } from './chain-handle.ts';

/**
 * Asks the run to stop and to undo what it did; it does so as soon as a worker has it. Safe to repeat. Throws `conflict` when the
 * run has ended, `unavailable` when Temporal cannot be reached.
 */
export async function cancelOperation(client: Client, run: OperationChain): Promise<void> {
  const handle = chainHandle(client, run);
  try {
    await askTemporal(client, () => handle.cancel());
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Fault(
      'conflict',
      'The run of this operation has ended before it could be cancelled. Read the operation again.',
    );
  }
}
