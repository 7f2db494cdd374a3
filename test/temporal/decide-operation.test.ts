import { createServer, type AddressInfo, type Socket } from 'node:net';

import { createTemporalClient } from '../../temporal/client.ts';
import { decideOperation } from '../../temporal/decide-operation.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';

const run = { workflowId: 'complete-job:org_1:JOB-1', runId: '0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b' };
const decision = { id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00001' } as const;

/** What is answered while the Temporal of this address is away, and after how long. */
async function decideAt(address: string) {
  const client = createTemporalClient({ address, namespace: 'default', payloadKeys: testPayloadKeys() });
  const startedAtMs = performance.now();
  const fault: unknown = await decideOperation(client, { run, decision }).catch((error: unknown) => error);
  await client.connection.close().catch(() => undefined);
  return { fault, tookMs: performance.now() - startedAtMs };
}

const SAYS_WHO = {
  code: 'unavailable',
  message: expect.stringMatching(/^Temporal, .*cannot be reached.*step 'invoice'.*same Idempotency-Key/),
};

test('where Temporal cannot be reached, the answer does not put it down to a worker', async () => {
  const { fault, tookMs } = await decideAt('127.0.0.1:9');
  expect(fault).toMatchObject(SAYS_WHO);
  expect(String(fault)).not.toContain('worker');
  expect(tookMs).toBeLessThan(10_000);
}, 30_000);

test('nor where it takes the request and says nothing', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- a TCP server that listens has one
  const { fault, tookMs } = await decideAt(`127.0.0.1:${String(port)}`);
  for (const socket of sockets) socket.destroy();
  server.close();
  expect(fault).toMatchObject(SAYS_WHO);
  expect(tookMs).toBeLessThan(10_000);
}, 30_000);
