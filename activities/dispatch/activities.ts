import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { adoptJobDeliveryNote } from './adopt-job-delivery-note.ts';
import { adoptJobInvoice } from './adopt-job-invoice.ts';
import { adoptJobTimesheet } from './adopt-job-timesheet.ts';
import { cancelJobDeliveryNote } from './cancel-job-delivery-note.ts';
import { cancelJobInvoice } from './cancel-job-invoice.ts';
import { closeJob } from './close-job.ts';
import { createJobDeliveryNote } from './create-job-delivery-note.ts';
import { createJobInvoice, type BillInput } from './create-job-invoice.ts';
import { createJobTimesheet } from './create-job-timesheet.ts';
import { deleteJobTimesheet } from './delete-job-timesheet.ts';
import type { FoundInput } from './link-paper.ts';
import { recordJobActivity } from './record-job-activity.ts';
import { reopenJob } from './reopen-job.ts';
import { unlinkJobDeliveryNote } from './unlink-job-delivery-note.ts';
import { unlinkJobInvoice } from './unlink-job-invoice.ts';

/** The dispatch verbs that touch our own database only: task queue `core`. */
export const createDispatchCoreActivities = (ctx: Context) => ({
  closeJob: (input: StepInput) => closeJob(ctx, input),
  reopenJob: (input: StepInput) => reopenJob(ctx, input),
  unlinkJobInvoice: (input: StepInput) => unlinkJobInvoice(ctx, input),
  unlinkJobDeliveryNote: (input: StepInput) => unlinkJobDeliveryNote(ctx, input),
});
export type DispatchCoreActivities = ReturnType<typeof createDispatchCoreActivities>;

/** The dispatch verbs that call the system of record: task queue `ext-records`, whoever provides it. */
export const createDispatchRecordsActivities = (ctx: Context) => ({
  createJobInvoice: (input: BillInput) => createJobInvoice(ctx, input),
  adoptJobInvoice: (input: FoundInput) => adoptJobInvoice(ctx, input),
  cancelJobInvoice: (input: StepInput) => cancelJobInvoice(ctx, input),
  createJobTimesheet: (input: StepInput) => createJobTimesheet(ctx, input),
  adoptJobTimesheet: (input: FoundInput) => adoptJobTimesheet(ctx, input),
  deleteJobTimesheet: (input: StepInput) => deleteJobTimesheet(ctx, input),
  createJobDeliveryNote: (input: StepInput) => createJobDeliveryNote(ctx, input),
  adoptJobDeliveryNote: (input: FoundInput) => adoptJobDeliveryNote(ctx, input),
  cancelJobDeliveryNote: (input: StepInput) => cancelJobDeliveryNote(ctx, input),
  recordJobActivity: (input: StepInput) => recordJobActivity(ctx, input),
});
export type DispatchRecordsActivities = ReturnType<typeof createDispatchRecordsActivities>;
