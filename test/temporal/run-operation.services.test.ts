import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Fault } from '../../domain/errors.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { runOperation } from '../../temporal/run-operation.ts';
import { DOC_ID, DOC_TYPE, OPERATION, ORGANIZATION } from '../../temporal/search-attributes.ts';
import { operationWorkflowId } from '../../temporal/workflow-ids.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { temporalAddress, testTemporal } from '../support/temporal.ts';

const { aJob, client } = testTemporal({ workflows: 'workflows/all.ts' });

const complete = (input: ReturnType<typeof aJob>['input'], waitMs: number) =>
  runOperation(client(), { kind: 'complete-job', input, waitMs });
const handleOf = (input: ReturnType<typeof aJob>['input']) =>
  client().workflow.getHandle(operationWorkflowId('complete-job', input));

describe('running an operation', () => {
  it('answers at once when it is not to wait, and with the result when it is', async () => {
    const { input } = aJob();
    const accepted = await complete(input, 0);
    expect(accepted).toEqual({ operationId: expect.stringContaining(`complete-job.${input.name}.`), state: 'running' });
    const ended = await complete(input, 30_000);
    expect(ended).toMatchObject({ operationId: accepted.operationId, state: 'completed', result: { job: input.name } });
  });

  it('waits no longer than asked, and the run goes on', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const began = performance.now();
    expect(await complete(input, 300)).toMatchObject({ state: 'running' });
    expect(performance.now() - began).toBeLessThan(20_000);
    release();
    expect(await complete(input, 30_000)).toMatchObject({ state: 'completed' });
    expect(job.effects).toEqual(['+close', '+invoice', '+timesheet', '+activity']);
  });

  it('answers a failure with the fault and the step that failed', async () => {
    const { input, job } = aJob();
    job.next('close', { fails: new Fault('conflict', 'Job is draft') });
    const outcome = await complete(input, 30_000);
    expect(outcome).toMatchObject({ state: 'failed', failedStep: 'close' });
    expect(outcome).toHaveProperty('fault', expect.any(Fault));
    expect(outcome).toHaveProperty('fault.message', 'Job is draft');
  });

  it('answers a run that was ended from outside as one of unknown outcome', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('close', { holds: promise });
    const waiting = complete(input, 30_000);
    while (!job.attempts.includes('close')) await sleep(10);
    await handleOf(input).terminate('by hand');
    release();
    expect(await waiting).toMatchObject({ state: 'failed', failedStep: null, fault: { code: 'outcome_unknown' } });
  });

  it('keeps its id when an operator resets the run, for whoever joins afterwards', async () => {
    const { input, job } = aJob();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    job.next('invoice', { holds: promise });
    const accepted = await complete(input, 0);
    while (!job.attempts.includes('invoice')) await sleep(10);
    const { namespace } = client().options;
    const workflowExecution = { workflowId: operationWorkflowId('complete-job', input) };
    const { events } = await handleOf(input).fetchHistory();
    const firstTask = events?.find((event) => event.workflowTaskCompletedEventAttributes)?.eventId;
    if (firstTask === undefined || firstTask === null) throw new Error('A run that took a step has finished a task');
    await client().workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution,
      requestId: randomUUID(),
      workflowTaskFinishEventId: firstTask,
      reason: 'a test',
    });
    const joined = await complete(input, 0);
    release();
    expect(joined.operationId).toBe(accepted.operationId);
    expect(await complete(input, 30_000)).toMatchObject({ operationId: accepted.operationId, state: 'completed' });
  });

  it('lets the run be found by what it is about, and names it for people', async () => {
    const { input } = aJob();
    await complete(input, 30_000);
    const { typedSearchAttributes, staticSummary, taskQueue } = await handleOf(input).describe();
    const summary = await staticSummary();
    expect([ORGANIZATION, OPERATION, DOC_TYPE, DOC_ID].map((key) => typedSearchAttributes.get(key))).toEqual([
      input.organizationId,
      'complete-job',
      'dispatch_job',
      input.name,
    ]);
    expect(summary).toBe(`Complete job ${input.name}`);
    expect(taskQueue).toBe('core');
  });

  it('says within ten seconds that Temporal is away, and when to ask again', async () => {
    const away = createTemporalClient({ address: '127.0.0.1:1', namespace: 'default', payloadKeys: testPayloadKeys() });
    const began = performance.now();
    const asked = runOperation(away, { kind: 'complete-job', input: aJob().input, waitMs: 30_000 });
    await expect(asked).rejects.toMatchObject({ code: 'unavailable', details: { retryAfterSeconds: 5 } });
    expect(performance.now() - began).toBeLessThan(30_000);
    await away.connection.close();
  });

  it('says that the namespace is wrong instead of asking to try again', async () => {
    const wrong = createTemporalClient({
      address: temporalAddress(),
      namespace: 'nobody-made-this',
      payloadKeys: testPayloadKeys(),
    });
    const asked = runOperation(wrong, { kind: 'complete-job', input: aJob().input, waitMs: 0 });
    await expect(asked).rejects.toMatchObject({ code: 'misconfigured' });
    await wrong.connection.close();
  });
});
