import { mayAdopt } from '../../../../domain/records/may-adopt.ts';
import { salesInvoice } from '../../../../domain/records/sales-invoice.ts';
import { adoptDocument } from '../../../documents/adopt-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Paper, Records } from '../records.ts';
import { adoptPaper, type BuiltinContext } from './make-paper.ts';

/** Makes a submitted bill the one of a step key. Safe to repeat: its name is stored with the key. */
export function adoptSalesInvoice(
  ctx: BuiltinContext,
  input: Parameters<Records['adoptSalesInvoice']>[0],
): Promise<Paper> {
  const { name, job, key, customer } = input;
  return adoptPaper(ctx, input, async (tx) => {
    const invoice = await lockDocument(tx, salesInvoice, { right: 'write', name });
    mayAdopt({ doctype: salesInvoice.doctype, of: invoice.customer, ...invoice }, { job, key, of: customer });
    return adoptDocument(tx, salesInvoice, { document: invoice, changes: { dispatch_job: job, dartwing_key: key } });
  });
}
