import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { Fault } from '../../../domain/errors.ts';
import { createTemporalClient } from '../../../temporal/client.ts';
import { operationFailure } from '../../../temporal/operation-failure.ts';
import { TASK_QUEUES } from '../../../temporal/task-queues.ts';
import { neutralHistory } from '../../../tools/histories/neutral-history.ts';
import { testPayloadKeys } from '../../support/payload-keys.ts';
import { replay } from '../../support/temporal-replay.ts';
import { decideOn, reportAt, temporalAddress, testTemporal } from '../../support/temporal.ts';

const WORKFLOWS = 'test/support/temporal-workflows.ts';
const { client, aJob, start } = testTemporal({ workflows: WORKFLOWS });
const CANARY = 'kestrel';

/** What is stored of a run, as somebody without the keys reads it: every byte string both in base64 and as text. */
async function stored(workflowId: string): Promise<string> {
  const connection = await Connection.connect({ address: temporalAddress() });
  const { namespace } = client().options;
  try {
    const stranger = new Client({ connection, namespace });
    const described = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    const history = historyToJSON(await stranger.workflow.getHandle(workflowId).fetchHistory());
    const text = JSON.stringify(described.toJSON()) + history;
    const decoded = [...text.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)].map(([, base64 = '']) =>
      Buffer.from(base64, 'base64').toString('latin1'),
    );
    return text + decoded.join('\n');
  } finally {
    await connection.close();
  }
}

/** A run whose input, failures, decision, summary and memo all hold the canary; it parks, is decided on, and is refused. */
async function secretRun() {
  const { input, job } = aJob();
  job
    .next('close', { fails: new Fault('unavailable', `${CANARY} in an attempt`) })
    .next('invoice', { fails: new Fault('misconfigured', `${CANARY} in the failure that parks`) })
    .next('timesheet', { fails: new Fault('invalid', `${CANARY} in the failure that ends`) });
  const handle = await client().workflow.start('trial', {
    taskQueue: TASK_QUEUES.core,
    workflowId: `trial:${input.organizationId}:${input.name}`,
    args: [{ ...input, requestedBy: `${CANARY} in the input` }],
    staticSummary: `${CANARY} in the summary`,
    staticDetails: `${CANARY} in the details`,
    memo: { note: `${CANARY} in the memo` },
  });
  await reportAt(handle, 'parked');
  await decideOn(handle, 'invoice', { action: 'retry', input: { billingItem: `${CANARY} in the decision` } });
  const failure: unknown = await handle.result().catch((error: unknown) => error);
  return { handle, failure };
}

describe('what Temporal stores of a run', () => {
  it('is unreadable without the keys, and whole with them', async () => {
    const { handle, failure } = await secretRun();
    const raw = await stored(handle.workflowId);
    expect(raw).toContain('binary/encrypted');
    expect(raw).toContain('Encoded failure');
    expect(raw).not.toContain(CANARY);
    expect(raw).not.toContain('requestedBy');
    expect(raw).not.toContain('trial.ts');

    if (!(failure instanceof WorkflowFailedError)) throw new Error('The run was to fail');
    expect(operationFailure(failure)).toMatchObject({
      fault: { code: 'invalid', message: `${CANARY} in the failure that ends` },
      failedStep: 'timesheet',
    });
    expect((await handle.describe()).memo).toEqual({ note: `${CANARY} in the memo` });
    expect(await (await handle.describe()).staticSummary()).toBe(`${CANARY} in the summary`);
  });

  it('is replayed both as it is stored and as it is kept in the repository', async () => {
    const { handle } = await secretRun();
    const history = await handle.fetchHistory();
    const kept = neutralHistory(history, testPayloadKeys());
    expect(historyToJSON(history)).toContain(Buffer.from('binary/encrypted').toString('base64'));
    expect(kept).not.toContain(Buffer.from('binary/encrypted').toString('base64'));
    expect(kept).not.toContain('encodedAttributes');
    expect(kept).toContain(`"message":"${CANARY} in the failure that ends"`);
    const histories = [
      { workflowId: 'stored', history },
      { workflowId: 'kept', history: historyFromJSON(JSON.parse(kept)) },
    ];
    const results = await replay({ workflows: WORKFLOWS, histories });
    expect(results.map(({ workflowId, error }) => [workflowId, error?.message])).toEqual([
      ['stored', undefined],
      ['kept', undefined],
    ]);
  });

  it('cannot be read by a client whose ring lacks the key, which says which key it is', async () => {
    const { input } = aJob();
    const handle = await start('trial', input);
    await handle.result();
    const { address, namespace } = { address: temporalAddress(), namespace: client().options.namespace };
    const payloadKeys = testPayloadKeys(`other:${Buffer.alloc(32, 1).toString('base64')}`);
    const other = createTemporalClient({ address, namespace, payloadKeys });
    const reading = other.workflow.getHandle(handle.workflowId).result();
    await expect(reading).rejects.toThrow("the key 'test-b', which is not among TEMPORAL_PAYLOAD_KEYS");
    await other.connection.close();
  });
});

describe('after a rotation', () => {
  it('a run that began before it is decided on by a client with the new key in front', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('misconfigured', 'Account 4000 does not exist') });
    // The tests' workers have the keys b and a; a client that is not restarted yet still encrypts with a.
    const [b, a] = testPayloadKeys();
    if (a === undefined) throw new Error('The ring of the tests has two keys');
    const { namespace } = client().options;
    const before = createTemporalClient({ address: temporalAddress(), namespace, payloadKeys: [a, b] });
    const handle = await before.workflow.start('trial', {
      taskQueue: TASK_QUEUES.core,
      workflowId: `trial:${input.organizationId}:${input.name}`,
      args: [input],
    });
    const after = client().workflow.getHandle(handle.workflowId);
    await reportAt(after, 'parked');
    await decideOn(after, 'invoice', { action: 'retry' });
    await expect(after.result()).resolves.toHaveLength(3);
    await expect(handle.result()).resolves.toHaveLength(3);
    await before.connection.close();
  });
});
