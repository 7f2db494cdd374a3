import { Fault } from '../../../../domain/errors.ts';
import { salesInvoice } from '../../../../domain/records/sales-invoice.ts';
import { cancelDocument } from '../../../documents/cancel-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Records } from '../records.ts';
import { unmakePaper, type BuiltinContext } from './make-paper.ts';

/** Cancels the bill of a step key; it stays, cancelled. Refuses one on which something was paid: the money must go back first. */
export function cancelSalesInvoice(
  ctx: BuiltinContext,
  input: Parameters<Records['cancelSalesInvoice']>[0],
): Promise<void> {
  return unmakePaper(ctx, input, async (tx, name) => {
    const invoice = await lockDocument(tx, salesInvoice, { right: 'cancel', name });
    if (invoice.docstatus === 'submitted' && invoice.outstanding_amount !== invoice.grand_total) {
      throw new Fault(
        'conflict',
        `Invoice ${name} is paid in part or in whole. Refund or move the payment, then decide again.`,
      );
    }
    await cancelDocument(tx, salesInvoice, {
      document: invoice,
      changes: { status: 'cancelled', outstanding_amount: 0 },
    });
  });
}
