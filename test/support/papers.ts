import type { Context } from '../../activities/context/context.ts';
import type { Tx } from '../../activities/context/database/tx.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { cancelDocument } from '../../activities/documents/cancel-document.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import type { Doc, DocStatus, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { deliveryNote } from '../../domain/records/delivery-note.ts';
import { salesInvoice } from '../../domain/records/sales-invoice.ts';
import { timesheet } from '../../domain/records/timesheet.ts';
import type { Scope } from '../../domain/scope.ts';

/** A paper that a person makes without any operation, `of` a customer or an employee. */
export interface PaperByHand {
  kind: 'sales_invoice' | 'timesheet' | 'delivery_note';
  of: string;
  job?: string | null;
  state?: DocStatus;
}

/** Makes a paper as a person does who finishes a step by hand, and answers its name. */
export async function paperByHand(
  ctx: Context,
  scope: Scope,
  { kind, of, job = null, state = 'submitted' }: PaperByHand,
): Promise<string> {
  const made = await withTx(ctx, scope, async (tx): Promise<{ name: string }> => {
    switch (kind) {
      case 'sales_invoice':
        return make(tx, salesInvoice, { state, values: { ...BILL, customer: of, dispatch_job: job } });
      case 'timesheet':
        return make(tx, timesheet, { state, values: { ...HOURS, employee: of, dispatch_job: job } });
      case 'delivery_note':
        return make(tx, deliveryNote, { state, values: { ...GOODS, customer: of, dispatch_job: job } });
    }
  });
  return made.name;
}

const BILL = {
  status: 'unpaid',
  currency: 'USD',
  posting_date: '2026-11-25',
  due_date: '2026-12-25',
  net_total: 18_900,
  tax_total: 0,
  grand_total: 18_900,
  outstanding_amount: 18_900,
} as const;
const LOG = {
  activity_type: 'Job',
  from_time: '2026-11-20T14:00:00.000Z',
  to_time: '2026-11-20T15:00:00.000Z',
  hours: 1,
};
const HOURS = { total_hours: 1, time_logs: [LOG] };
const GOODS = { posting_date: '2026-11-25', items: [] };

async function make<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { state, values }: { state: DocStatus; values: Values<D> },
): Promise<Doc<D>> {
  const docstatus = state === 'draft' ? 'draft' : 'submitted';
  const document = await createDocument(tx, definition, { docstatus, values });
  return state === 'cancelled' ? cancelDocument(tx, definition, { document, changes: {} }) : document;
}
