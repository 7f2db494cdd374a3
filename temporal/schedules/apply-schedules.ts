import { isDeepStrictEqual } from 'node:util';

import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleDescription,
  type ScheduleOptions,
} from '@temporalio/client';

import { TASK_QUEUES } from '../task-queues.ts';
import { SCHEDULES, type Schedule } from './schedules.ts';

/**
 * Makes Temporal's schedules equal ours. Safe to repeat, and by several processes at once: what is equal is not written. One that
 * an operator paused stays paused.
 */
export async function applySchedules(client: Client, schedules: readonly Schedule[] = SCHEDULES): Promise<void> {
  for (const schedule of schedules) {
    const options = optionsOf(schedule);
    try {
      await client.schedule.create({ scheduleId: schedule.id, ...options });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const handle = client.schedule.getHandle(schedule.id);
      if (!isDeepStrictEqual(wanted(schedule), known(await handle.describe()))) {
        await handle.update(({ state }) => ({ ...options, state }));
      }
    }
  }
}

const optionsOf = (schedule: Schedule) =>
  ({
    spec: { intervals: [{ every: schedule.everyMs }], jitter: schedule.jitterMs, timezone: 'UTC' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: schedule.catchupWindowMs },
    action: {
      type: 'startWorkflow',
      workflowId: schedule.id,
      workflowType: schedule.workflowType,
      taskQueue: TASK_QUEUES.core,
      args: [schedule.input],
      workflowExecutionTimeout: schedule.executionTimeoutMs,
    },
  }) satisfies Omit<ScheduleOptions, 'scheduleId'>;

/** What is compared: what ours says, and the same as Temporal describes it. */
const wanted = (schedule: Schedule): unknown => {
  const { spec, policies, action } = optionsOf(schedule);
  const { workflowId, workflowType, taskQueue, args, workflowExecutionTimeout } = action;
  return {
    every: spec.intervals.map(({ every }) => [every, 0]),
    jitter: spec.jitter,
    timezone: spec.timezone,
    ...policies,
    action: [workflowId, workflowType, taskQueue, args, workflowExecutionTimeout],
  };
};

function known({ spec, policies, action }: ScheduleDescription): unknown {
  if ((spec.calendars ?? []).length > 0 || (spec.skip ?? []).length > 0) return null;
  const { workflowId, workflowType, taskQueue, args, workflowExecutionTimeout } = action;
  return {
    every: (spec.intervals ?? []).map(({ every, offset }) => [every, offset ?? 0]),
    jitter: spec.jitter ?? 0,
    timezone: spec.timezone ?? 'UTC',
    overlap: policies.overlap,
    catchupWindow: policies.catchupWindow,
    action: [workflowId, workflowType, taskQueue, args, workflowExecutionTimeout],
  };
}
