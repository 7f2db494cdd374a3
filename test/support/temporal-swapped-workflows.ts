import { proxyActivities } from '@temporalio/workflow';

import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import type { OperationInput } from '../../domain/operation.ts';
import { QUICK, WRITE_RECORDS } from '../../workflows/activity-options.ts';
import { COMPLETE_JOB } from '../../domain/dispatch/complete-job.ts';
import { saga } from '../../workflows/saga.ts';

const dispatch = proxyActivities<DispatchCoreActivities>(QUICK);
const records = proxyActivities<DispatchRecordsActivities>(WRITE_RECORDS);

/** The product's workflow of this name with two steps swapped: what the replay of histories must catch. */
export function completeJob(input: OperationInput): Promise<void> {
  const job = { organizationId: input.organizationId, name: input.name };
  return saga(COMPLETE_JOB, input, async ({ step }) => {
    await step('close', { do: dispatch.closeJob, undo: dispatch.reopenJob, input: job });
    await step('timesheet', { do: records.createJobTimesheet, undo: records.deleteJobTimesheet, input: job });
    await step('invoice', { do: records.createJobInvoice, undo: records.cancelJobInvoice, input: job });
  });
}
