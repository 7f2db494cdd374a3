import { proxyActivities } from '@temporalio/workflow';

import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import { Fault } from '../../domain/errors.ts';
import type { OperationInput } from '../../domain/operation.ts';
import { saga } from '../../workflows/saga.ts';

const HASTY = { startToCloseTimeout: '1 second', retry: { initialInterval: '20 milliseconds' } } as const;
const dispatch = proxyActivities<DispatchCoreActivities>(HASTY);
const records = proxyActivities<DispatchRecordsActivities>({ ...HASTY, taskQueue: 'ext-records' });

/** An operation that has a step of every kind, for what no operation of the product has yet. */
export function trial(input: OperationInput & { then?: 'refuse' | 'break' }): Promise<string[]> {
  const job: { organizationId: string; name: string; billingItem?: string } = {
    organizationId: input.organizationId,
    name: input.name,
  };
  return saga({ kind: 'trial', doctype: 'dispatch_job' }, input, async ({ step }) => {
    await step('close', { do: dispatch.closeJob, undo: dispatch.reopenJob, input: job });
    const note = await step('activity', {
      do: records.recordJobActivity,
      noUndo: 'A note',
      ifSkipped: () => ({ name: 'no note' }),
      input: job,
    });
    if (input.then === 'refuse') throw new Fault('conflict', 'The rule says no');
    if (input.then === 'break') throw new TypeError('A defect of the workflow');
    const invoice = await step('invoice', {
      do: records.createJobInvoice,
      undo: records.cancelJobInvoice,
      adopt: records.adoptJobInvoice,
      editable: ['billingItem'],
      input: job,
    });
    const timesheet = await step('timesheet', {
      do: records.createJobTimesheet,
      undo: records.deleteJobTimesheet,
      input: job,
    });
    return [note.name, invoice.name, timesheet.name];
  });
}

/** A step of a planned operation, and what is special about it. */
export type PlannedStep = { pivot?: true; patience?: '500 milliseconds' } & (
  { step: 'close' | 'invoice' | 'timesheet' | 'delivery'; independent?: true } | { step: 'activity' }
);
/** Steps one after another; those of a list at once. */
export type Plan = (PlannedStep | PlannedStep[])[];

const WAYS = {
  close: { do: dispatch.closeJob, undo: dispatch.reopenJob },
  invoice: { do: records.createJobInvoice, undo: records.cancelJobInvoice, adopt: records.adoptJobInvoice },
  timesheet: { do: records.createJobTimesheet, undo: records.deleteJobTimesheet, adopt: records.adoptJobTimesheet },
  delivery: {
    do: records.createJobDeliveryNote,
    undo: records.cancelJobDeliveryNote,
    adopt: records.adoptJobDeliveryNote,
  },
  activity: { do: records.recordJobActivity, noUndo: 'A note', ifSkipped: () => ({ name: 'no note' }) },
} as const;

/** An operation whose steps, and what is special about them, a test chooses. */
export function planned(input: OperationInput & { plan: Plan }): Promise<void> {
  const { organizationId, name } = input;
  return saga({ kind: 'planned', doctype: 'dispatch_job' }, input, async ({ step, together }) => {
    const run = async (plan: PlannedStep): Promise<void> => {
      const own = { ...plan, input: { organizationId, name } };
      if (own.step === 'close') await step('close', { ...WAYS.close, ...own });
      else if (own.step === 'activity') await step('activity', { ...WAYS.activity, ...own });
      else await step(own.step, { ...WAYS[own.step], ...own });
    };
    for (const part of input.plan) {
      if (Array.isArray(part)) await together(...part.map((one) => () => run(one)));
      else await run(part);
    }
  });
}
