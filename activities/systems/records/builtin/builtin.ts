import type { Records } from '../records.ts';
import { adoptDeliveryNote } from './adopt-delivery-note.ts';
import { adoptSalesInvoice } from './adopt-sales-invoice.ts';
import { adoptTimesheet } from './adopt-timesheet.ts';
import { cancelDeliveryNote } from './cancel-delivery-note.ts';
import { cancelSalesInvoice } from './cancel-sales-invoice.ts';
import { createCommunication } from './create-communication.ts';
import { createDeliveryNote } from './create-delivery-note.ts';
import { createSalesInvoice } from './create-sales-invoice.ts';
import { createTimesheet } from './create-timesheet.ts';
import { deleteTimesheet } from './delete-timesheet.ts';
import type { BuiltinContext } from './make-paper.ts';

/** The system of record that needs no account: Dartwing's own tables. */
export const createBuiltinRecords = (ctx: BuiltinContext): Records => ({
  createSalesInvoice: (input) => createSalesInvoice(ctx, input),
  adoptSalesInvoice: (input) => adoptSalesInvoice(ctx, input),
  cancelSalesInvoice: (input) => cancelSalesInvoice(ctx, input),
  createTimesheet: (input) => createTimesheet(ctx, input),
  adoptTimesheet: (input) => adoptTimesheet(ctx, input),
  deleteTimesheet: (input) => deleteTimesheet(ctx, input),
  createDeliveryNote: (input) => createDeliveryNote(ctx, input),
  adoptDeliveryNote: (input) => adoptDeliveryNote(ctx, input),
  cancelDeliveryNote: (input) => cancelDeliveryNote(ctx, input),
  createCommunication: (input) => createCommunication(ctx, input),
});
