import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from './call-api.ts';
import { readOperation, type DemoOperation } from './read-operation.ts';
import type { Terminal } from './terminal.ts';

const POLL_MS = 500;
const PATIENCE_MS = 120_000;
const UNDER_WAY = ['running', 'compensating'];

/** Waits until an operation has ended or waits for a person, visibly if it has not yet. Throws when that takes over two minutes. */
export async function awaitOperation(
  client: ApiClient,
  { id, step, patienceMs = PATIENCE_MS }: { id: string; step: Terminal['step']; patienceMs?: number },
): Promise<DemoOperation> {
  const first = await readOperation(client, id);
  if (!UNDER_WAY.includes(first.status)) return first;
  return step(`Waiting for operation ${id} to end`, async () => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(POLL_MS)) {
      const operation = await readOperation(client, id);
      if (!UNDER_WAY.includes(operation.status)) return operation;
    }
    throw new Error(`Operation ${id} has not ended within ${String(Math.round(patienceMs / 1_000))} s; it goes on`);
  });
}
