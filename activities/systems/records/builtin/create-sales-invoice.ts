import { customer as customerDefinition } from '../../../../domain/records/customer.ts';
import { invoiceTotals } from '../../../../domain/records/invoice-totals.ts';
import { salesInvoice } from '../../../../domain/records/sales-invoice.ts';
import { organization as organizationDefinition } from '../../../../domain/organizations/organization.ts';
import { Fault } from '../../../../domain/errors.ts';
import { addDays, localDate } from '../../../../domain/time.ts';
import { createDocument } from '../../../documents/create-document.ts';
import { shareDocument } from '../../../documents/share-document.ts';
import type { InvoiceLine, Paper, Records } from '../records.ts';
import { billableItem } from './billable-item.ts';
import { makePaper, type BuiltinContext } from './make-paper.ts';

/** Makes and submits a bill at once. Safe to repeat: the paper is stored with its step key. */
export function createSalesInvoice(
  ctx: BuiltinContext,
  input: Parameters<Records['createSalesInvoice']>[0],
): Promise<Paper> {
  return makePaper(ctx, input, async (tx) => {
    if (input.lines.length === 0)
      throw new Fault(
        'invalid',
        `Job ${input.job} is billable but has nothing to bill. Give its type a billing item, or add billable parts.`,
      );
    const customer = await shareDocument(tx, customerDefinition, input.customer);
    if (customer.disabled)
      throw new Fault('invalid', `Customer ${customer.name} is disabled. Enable it before billing.`);
    const organization = await shareDocument(tx, organizationDefinition, input.organizationId);

    const lines = [];
    for (const line of input.lines) lines.push(await priced(line));
    const totals = invoiceTotals(lines);
    const posting_date = localDate(new Date(tx.at), organization.time_zone);
    return createDocument(tx, salesInvoice, {
      docstatus: 'submitted',
      values: {
        customer: input.customer,
        project: input.project,
        dispatch_job: input.job,
        dartwing_key: input.key,
        status: 'unpaid',
        currency: organization.currency,
        posting_date,
        due_date: addDays(posting_date, Number(organization.payment_days)),
        outstanding_amount: totals.grand_total,
        ...totals,
      },
    });

    async function priced({ item: name, description, quantity, rate }: InvoiceLine) {
      const item = await billableItem(tx, name);
      const unit = rate ?? item.standard_rate;
      if (unit === null)
        throw new Fault('invalid', `Item '${name}' has no price. Set its standard rate, or give the line a rate.`);
      return {
        item: name,
        description: description ?? item.item_name,
        quantity,
        rate: unit,
        tax_rate: item.tax_rate ?? organization.default_tax_rate,
      };
    }
  });
}
