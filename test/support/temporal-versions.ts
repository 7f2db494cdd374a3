import { proxyActivities } from '@temporalio/workflow';

import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import type { OperationInput } from '../../domain/operation.ts';
import { QUICK, WRITE_RECORDS } from '../../workflows/activity-options.ts';
import { saga } from '../../workflows/saga.ts';

const dispatch = proxyActivities<DispatchCoreActivities>(QUICK);
const records = proxyActivities<DispatchRecordsActivities>(WRITE_RECORDS);

/** The name of the change that the versions of this workflow tell apart. */
export const NOTE_AFTER_CLOSE = '2026-12-note-after-close';

/** A workflow to which a step is added between its two: whether a run has it is asked once, at its start. */
export const version = (isNoted: () => boolean) => (input: OperationInput) => {
  const job = { organizationId: input.organizationId, name: input.name };
  return saga({ kind: 'changing', doctype: 'dispatch_job' }, input, async ({ step }) => {
    const noted = isNoted();
    await step('close', { do: dispatch.closeJob, undo: dispatch.reopenJob, input: job });
    if (noted) await step('activity', { do: records.recordJobActivity, noUndo: 'A note', input: job });
    await step('invoice', { do: records.createJobInvoice, undo: records.cancelJobInvoice, input: job });
  });
};
