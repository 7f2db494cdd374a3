import { randomUUID } from 'node:crypto';

import { createTemporalClient } from '../../temporal/client.ts';
import { describeOperation } from '../../temporal/describe-operation.ts';
import { Fault } from '../../domain/errors.ts';
import { decideOn, failureOf, reportAt, temporalAddress, testTemporal } from '../support/temporal.ts';
import { aNamespace } from '../support/worker-process.ts';

const { aJob, client, start } = testTemporal({ workflows: 'workflows/all.ts' });

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
      report: expect.objectContaining({ status: 'compensated' }),
    });
  });

  it('knows nothing of a run that never was', async () => {
    const workflowId = `complete-job:org_fake:JOB-${randomUUID()}`;
    expect(await describeOperation(client(), { workflowId, runId: randomUUID() })).toBeNull();
  });

  it('tells the state without a report when no worker is there to answer', async () => {
    const { input } = aJob();
    const namespace = await aNamespace();
    const lonely = createTemporalClient({ address: temporalAddress(), namespace });
    const workflowId = `complete-job:org_fake:${input.name}`;
    const handle = await lonely.workflow.start('completeJob', { taskQueue: 'core', workflowId, args: [input] });
    const run = { workflowId, runId: handle.firstExecutionRunId };
    expect(await describeOperation(lonely, run)).toMatchObject({ status: 'RUNNING', report: null });
    await lonely.connection.close();
  });
});
