import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';

import type { Decision, OperationInput, OperationReport, OperationStatus } from '../../domain/operation.ts';
import type { StepRecord } from '../../domain/operation-step.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { createDataConverter } from '../../temporal/codec/data-converter.ts';
import { createFaultInterceptor } from '../../temporal/fault-interceptor.ts';
import { createStepProjection } from '../../temporal/step-projection-interceptor.ts';
import { TASK_QUEUES } from '../../temporal/task-queues.ts';
import { operationWorkflowId } from '../../temporal/workflow-ids.ts';
import { decide, report } from '../../workflows/messages.ts';
import { createFakeJobActivities, type FakeJob } from './fake-job-activities.ts';
import { testPayloadKeys } from './payload-keys.ts';
import { bundleOnDisk, forgetBundle } from './temporal-bundle.ts';
import type { Plan } from './temporal-workflows.ts';
import { aNamespace } from './worker-process.ts';

const START_MS = 60_000;
const QUIET = new DefaultLogger('ERROR');

/** The Temporal server of the run. */
export const temporalAddress = (): string => process.env['TEMPORAL_ADDRESS'] ?? '';

/** A namespace of its own with workers in this process, on fake activities and the real interceptors, for the tests of one file. */
export function testTemporal({ workflows }: { workflows: 'workflows/all.ts' | 'test/support/temporal-workflows.ts' }) {
  const { activities, jobOf } = createFakeJobActivities();
  const stepRecords: StepRecord[] = [];
  let client: Client | undefined = undefined;
  let close: (() => Promise<void>) | undefined = undefined;

  beforeAll(async () => {
    Runtime.install({ logger: QUIET, telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } });
    const address = temporalAddress();
    const [namespace, workflowBundle, connection] = await Promise.all([
      aNamespace(),
      bundleOnDisk(workflows),
      NativeConnection.connect({ address }),
    ]);
    const log = pino({ level: 'silent' });
    const recordStep = (record: StepRecord) => {
      stepRecords.push(record);
      return Promise.resolve();
    };
    const shared = {
      connection,
      namespace,
      activities,
      identity: 'worker',
      dataConverter: createDataConverter(testPayloadKeys()),
      interceptors: {
        activity: [createStepProjection(recordStep, { log, now: () => new Date() }), createFaultInterceptor(log)],
      },
    };
    const workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.core, workflowBundle }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.records }),
    ]);
    const running = Promise.all(workers.map((worker) => worker.run()));
    const own = createTemporalClient({ address, namespace, payloadKeys: testPayloadKeys() });
    client = own;
    close = async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
      await own.connection.close();
      await forgetBundle(workflowBundle);
      await Runtime.instance().shutdown();
    };
  }, START_MS);
  afterAll(() => close?.(), START_MS);

  const started = (): Client => {
    if (client === undefined) throw new Error('Temporal is started before the tests, not while they are collected');
    return client;
  };
  const aJob = (): { input: OperationInput; job: FakeJob } => {
    const input = { organizationId: 'org_fake', name: `JOB-${randomUUID().slice(0, 8)}`, requestedBy: 'MEM-00001' };
    return { input, job: jobOf(input) };
  };
  const start = (
    workflowType: 'trial' | 'planned' | 'completeJob',
    input: OperationInput & { then?: 'refuse' | 'break'; plan?: Plan },
  ) =>
    started().workflow.start(workflowType, {
      taskQueue: TASK_QUEUES.core,
      workflowId: operationWorkflowId(workflowType === 'completeJob' ? 'complete-job' : workflowType, input),
      args: [input],
    });
  return { client: started, aJob, start, stepRecords };
}

/** The report of a run as soon as it has this status. */
export async function reportAt(handle: WorkflowHandle, status: OperationStatus): Promise<OperationReport> {
  for (const untilMs = performance.now() + 20_000; ; await sleep(20)) {
    const now = await handle.query(report);
    if (now.status === status) return now;
    if (performance.now() > untilMs) throw new Error(`The run is ${now.status}, not ${status}`);
  }
}

/** A person's decision about a step, as the product sends it. */
export const decideOn = (
  handle: WorkflowHandle,
  step: string,
  decision: Pick<Decision, 'action' | 'found' | 'input'>,
): Promise<void> => {
  const id = randomUUID();
  return handle.executeUpdate(decide, { args: [{ id, step, actor: 'MEM-00002', ...decision }], updateId: id });
};

/** The failure that an action ends with, as its innermost cause. */
export async function failureOf(action: Promise<unknown>): Promise<unknown> {
  try {
    await action;
  } catch (error) {
    return rootOf(error);
  }
  throw new Error('It did not fail');
}

const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;
