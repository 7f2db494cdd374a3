import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { pino } from 'pino';

import { Fault } from '../../domain/errors.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { createDataConverter } from '../../temporal/codec/data-converter.ts';
import { createFaultInterceptor } from '../../temporal/fault-interceptor.ts';
import { TASK_QUEUES } from '../../temporal/task-queues.ts';
import { operationWorkflowId } from '../../temporal/workflow-ids.ts';
import { createFakeJobActivities, type FakeJob } from '../support/fake-job-activities.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { decideOn, reportAt, temporalAddress } from '../support/temporal.ts';
import { bundleOnDisk, forgetBundle } from '../support/temporal-bundle.ts';
import { replay } from '../support/temporal-replay.ts';
import { aNamespace } from '../support/worker-process.ts';

jest.setTimeout(180_000);

const { activities, jobOf } = createFakeJobActivities();
const VERSION_1 = 'test/support/temporal-version-1-workflows.ts';
const VERSION_2 = 'test/support/temporal-version-2-workflows.ts';
const VERSION_3 = 'test/support/temporal-version-3-workflows.ts';
const UNPATCHED = 'test/support/temporal-unpatched-workflows.ts';

/** A namespace, in which workers of one version after another run the workflows. */
async function aDeployment() {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const address = temporalAddress();
  const [namespace, connection] = await Promise.all([aNamespace(), NativeConnection.connect({ address })]);
  const client = createTemporalClient({ address, namespace, payloadKeys: testPayloadKeys() });
  const shared = {
    connection,
    namespace,
    activities,
    dataConverter: createDataConverter(testPayloadKeys()),
    interceptors: { activity: [createFaultInterceptor(pino({ level: 'silent' }))] },
  };
  const stops = new Set<() => Promise<void>>();
  /** Starts a worker, and answers how it is stopped. */
  const deploy = async (workflows?: string): Promise<() => Promise<void>> => {
    const bundle = workflows === undefined ? undefined : await bundleOnDisk(workflows);
    const worker = await (bundle === undefined
      ? Worker.create({ ...shared, taskQueue: TASK_QUEUES.records })
      : Worker.create({ ...shared, taskQueue: TASK_QUEUES.core, workflowBundle: bundle }));
    const running = worker.run();
    const stop = async () => {
      stops.delete(stop);
      worker.shutdown();
      await running;
      if (bundle !== undefined) await forgetBundle(bundle);
    };
    stops.add(stop);
    return stop;
  };
  const close = async () => {
    for (const stop of stops) await stop();
    await connection.close();
    await client.connection.close();
    await Runtime.instance().shutdown();
  };
  return { client, deploy, close };
}

async function aRun(client: Client, prepare: (job: FakeJob) => void = () => undefined) {
  const input = { organizationId: 'org_fake', name: `JOB-${randomUUID().slice(0, 8)}`, requestedBy: 'MEM-00001' };
  const job = jobOf(input);
  prepare(job);
  const workflowId = operationWorkflowId('changing', input);
  const handle = await client.workflow.start('changing', { taskQueue: TASK_QUEUES.core, workflowId, args: [input] });
  return { job, handle };
}

async function until(isSo: () => boolean): Promise<void> {
  for (const untilMs = performance.now() + 20_000; !isSo(); await sleep(20)) {
    if (performance.now() > untilMs) throw new Error('It did not come to that');
  }
}

/** How the history of each run replays on a version: `same`, or the class of the error. */
async function replayed(workflows: string, runs: readonly { handle: WorkflowHandle }[]): Promise<unknown[]> {
  const histories = await Promise.all(
    runs.map(async ({ handle }) => ({ workflowId: handle.workflowId, history: await handle.fetchHistory() })),
  );
  const results = await replay({ workflows, histories });
  return results.map(({ error }) => (error === undefined ? 'same' : error.constructor));
}

describe('a workflow that gets a step more behind a patch', () => {
  let close: (() => Promise<void>) | undefined = undefined;
  afterAll(() => close?.(), 60_000);

  it('finishes what began before as it began, and gives new runs the step', async () => {
    const deployment = await aDeployment();
    const { client, deploy } = deployment;
    close = deployment.close;
    await deploy();
    const stopVersion1 = await deploy(VERSION_1);
    const letGo = Promise.withResolvers<undefined>();
    const underWay = await aRun(client, (job) => job.next('invoice', { holds: letGo.promise }));
    const parked = await aRun(client, (job) =>
      job.next('invoice', { fails: new Fault('misconfigured', 'No account') }),
    );
    await until(() => underWay.job.attempts.includes('invoice'));
    await reportAt(parked.handle, 'parked');
    await stopVersion1();

    await deploy(VERSION_2);
    letGo.resolve(undefined);
    await underWay.handle.result();
    await decideOn(parked.handle, 'invoice', { action: 'retry' });
    await parked.handle.result();
    const calls = ({ job }: { job: FakeJob }) => job.attempts.filter((call) => call !== 'record');
    expect(calls(underWay)).toEqual(['close', 'invoice']);
    expect(calls(parked)).toEqual(['close', 'invoice', 'invoice']);
    expect([underWay.job.effects, parked.job.effects]).toEqual([
      ['+close', '+invoice'],
      ['+close', '+invoice'],
    ]);

    const fresh = await aRun(client);
    await fresh.handle.result();
    expect(calls(fresh)).toEqual(['close', 'activity', 'invoice']);

    const begunBefore = [underWay, parked];
    expect(await replayed(VERSION_2, [...begunBefore, fresh])).toEqual(['same', 'same', 'same']);
    expect(await replayed(UNPATCHED, begunBefore)).toEqual([DeterminismViolationError, DeterminismViolationError]);
    // The old way may go when the runs that began on it are gone, and not before.
    expect(await replayed(VERSION_3, [...begunBefore, fresh])).toEqual([
      DeterminismViolationError,
      DeterminismViolationError,
      'same',
    ]);
  });
});
