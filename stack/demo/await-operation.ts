import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from './call-api.ts';
import { readOperation, type DemoOperation } from './read-operation.ts';
import type { Terminal } from './terminal.ts';

const POLL_MS = 500;
const PATIENCE_MS = 120_000;
const UNDER_WAY = ['running', 'compensating'];
const NEEDS_A_PERSON = ['parked', 'compensation_failed'];

/** Waits for the end of an operation, visibly if it has not ended yet. Throws when it waits for a person, or takes over two minutes. */
export async function awaitOperation(
  client: ApiClient,
  { id, step, patienceMs = PATIENCE_MS }: { id: string; step: Terminal['step']; patienceMs?: number },
): Promise<DemoOperation> {
  const first = await readOperation(client, id);
  if (!UNDER_WAY.includes(first.status)) return endedOperation(first);
  return step(`Waiting for operation ${id} to end`, async () => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(POLL_MS)) {
      const operation = await readOperation(client, id);
      if (!UNDER_WAY.includes(operation.status)) return endedOperation(operation);
    }
    throw new Error(`Operation ${id} has not ended within ${String(Math.round(patienceMs / 1_000))} s; it goes on`);
  });
}

function endedOperation(operation: DemoOperation): DemoOperation {
  if (!NEEDS_A_PERSON.includes(operation.status)) return operation;
  const reason = operation.error?.detail ?? 'its steps say why';
  throw new Error(`Operation ${operation.id} is ${operation.status} and waits for a person (${reason})`);
}
