import { randomUUID } from 'node:crypto';

import { createTemporalClient } from '../../temporal/client.ts';
import { describeOperation } from '../../temporal/describe-operation.ts';
import { Fault } from '../../domain/errors.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { decideOn, failureOf, reportAt, temporalAddress, testTemporal } from '../support/temporal.ts';
import { aNamespace } from '../support/worker-process.ts';

const { aJob, client, start } = testTemporal({ workflows: 'workflows/all.ts' });

/** As an operator does it: the run goes on from there under another run id. */
async function resetToTheLastTask({ workflowId }: { workflowId: string }): Promise<void> {
  const { events } = await client().workflow.getHandle(workflowId).fetchHistory();
  const task = events?.findLast((event) => event.workflowTaskCompletedEventAttributes)?.eventId;
  if (task === undefined || task === null) throw new Error('A run that waits has finished a task');
  await client().workflowService.resetWorkflowExecution({
    namespace: client().options.namespace,
    workflowExecution: { workflowId },
    requestId: randomUUID(),
    workflowTaskFinishEventId: task,
    reason: 'a test',
  });
}

describe('describing an operation', () => {
  it('tells state and report, while it runs and after it closed', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('misconfigured', 'Account 4000 does not exist') });
    const handle = await start('completeJob', input);
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
    await reportAt(handle, 'parked');
    expect(await describeOperation(client(), run)).toMatchObject({
      status: 'RUNNING',
      closedAt: null,
      report: { status: 'parked', failedStep: 'invoice' },
    });

    await decideOn(handle, 'invoice', { action: 'compensate' });
    await failureOf(handle.result());
    expect(await describeOperation(client(), run)).toEqual({
      status: 'FAILED',
      startedAt: expect.stringMatching(/Z$/),
      closedAt: expect.stringMatching(/Z$/),
      cutShort: false,
      report: expect.objectContaining({ status: 'compensated' }),
    });
  });

  it('says of a run that was ended from outside that it was cut short, and how far it had come', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: new Fault('misconfigured', 'Account 4000 does not exist') });
    const handle = await start('completeJob', input);
    await reportAt(handle, 'parked');
    await handle.terminate('a test');
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
    expect(await describeOperation(client(), run)).toMatchObject({
      status: 'TERMINATED',
      cutShort: true,
      report: { status: 'parked', failedStep: 'invoice' },
    });
  });

  it('follows a run that was reset, also when another operation has begun since', async () => {
    const { input, job } = aJob();
    const parks = { fails: new Fault('misconfigured', 'Account 4000 does not exist') };
    job.next('invoice', parks, { fails: new Fault('conflict', 'The customer is disabled') });
    const handle = await start('completeJob', input);
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
    await reportAt(handle, 'parked');
    await resetToTheLastTask(handle);
    await reportAt(client().workflow.getHandle(run.workflowId), 'parked');
    expect(await describeOperation(client(), run)).toMatchObject({ status: 'RUNNING', report: { status: 'parked' } });

    const again = client().workflow.getHandle(run.workflowId);
    await decideOn(again, 'invoice', { action: 'compensate' });
    await failureOf(again.result());
    const next = await start('completeJob', input);
    await failureOf(next.result());
    expect(next.firstExecutionRunId).not.toBe(run.runId);
    expect(await describeOperation(client(), run)).toMatchObject({
      status: 'FAILED',
      cutShort: false,
      report: { status: 'compensated' },
    });
  });

  it('knows nothing of a run that never was', async () => {
    const workflowId = `complete-job:org_fake:JOB-${randomUUID()}`;
    expect(await describeOperation(client(), { workflowId, runId: randomUUID() })).toBeNull();
  });

  it('tells the state without a report when no worker is there to answer', async () => {
    const { input } = aJob();
    const namespace = await aNamespace();
    const lonely = createTemporalClient({ address: temporalAddress(), namespace, payloadKeys: testPayloadKeys() });
    const workflowId = `complete-job:org_fake:${input.name}`;
    const handle = await lonely.workflow.start('completeJob', { taskQueue: 'core', workflowId, args: [input] });
    const run = { workflowId, runId: handle.firstExecutionRunId };
    expect(await describeOperation(lonely, run)).toMatchObject({ status: 'RUNNING', report: null });
    await lonely.connection.close();
  });
});
