import { hostname } from 'node:os';

import { Worker, type NativeConnection, type WorkerOptions, type WorkflowBundle } from '@temporalio/worker';

import type { Context } from '../activities/context/context.ts';
import { createDispatchCoreActivities, createDispatchRecordsActivities } from '../activities/dispatch/activities.ts';
import { createHealingActivities, createOperationActivities } from '../activities/operations/activities.ts';
import type { AskRun } from '../activities/operations/ask-run.ts';
import { measureStep } from '../activities/operations/measure-step.ts';
import { recordStep } from '../activities/operations/record-step.ts';
import { createDataConverter } from '../temporal/codec/data-converter.ts';
import { createFaultInterceptor } from '../temporal/fault-interceptor.ts';
import { createStepMeasure } from '../temporal/step-measure-interceptor.ts';
import { createStepProjection } from '../temporal/step-projection-interceptor.ts';
import { TASK_QUEUES } from '../temporal/task-queues.ts';
import type { Tracing } from '../temporal/tracing/start-tracing.ts';

interface Parts {
  connection: NativeConnection;
  workflowBundle: WorkflowBundle;
  tracing: Tracing | undefined;
  askRun: AskRun;
}

/** What a provider, or our database, is asked at once. */
const ACTIVITIES_AT_ONCE = 20;

/** The workers of this process: one for workflows and our own database, one for each outside capability. */
export function createWorkers(ctx: Context, { connection, workflowBundle, tracing, askRun }: Parts): Promise<Worker[]> {
  const shared = {
    connection,
    namespace: ctx.config.TEMPORAL_NAMESPACE,
    identity: `dartwing-worker ${hostname()} ${String(process.pid)}`,
    dataConverter: createDataConverter(ctx.config.TEMPORAL_PAYLOAD_KEYS),
    interceptors: {
      activity: [
        ...(tracing === undefined ? [] : [tracing.activityInterceptor]),
        createStepProjection((record) => recordStep(ctx, record), ctx),
        createStepMeasure((measured) => {
          measureStep(ctx, measured);
        }),
        createFaultInterceptor(ctx.log),
      ],
    },
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
    // A cancellation reaches an activity with its next heartbeat that is not held back.
    maxHeartbeatThrottleInterval: '10 seconds',
    // An orchestrator kills after 30 s.
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '25 seconds',
  } satisfies Partial<WorkerOptions>;

  return Promise.all([
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.core,
      workflowBundle,
      ...(tracing === undefined ? {} : { sinks: tracing.sinks }),
      activities: {
        ...createDispatchCoreActivities(ctx),
        ...createOperationActivities(ctx),
        ...createHealingActivities(ctx, askRun),
      },
      maxConcurrentLocalActivityExecutions: ACTIVITIES_AT_ONCE,
      maxCachedWorkflows: 300,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentWorkflowTaskPolls: 20,
      // How long the runs of a worker that died wait for another one.
      stickyQueueScheduleToStartTimeout: '5 seconds',
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUES.records,
      activities: createDispatchRecordsActivities(ctx),
    }),
  ]);
}
