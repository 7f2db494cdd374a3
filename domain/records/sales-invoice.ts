import { defineDocument, type Doc } from '../documents/define-document.ts';
import { date, decimal, fetched, identifier, link, money, rows, select, text } from '../documents/fields.ts';

/** A bill. Amounts are minor units of `currency`; once submitted it is only ever paid or cancelled. */
export const salesInvoice = defineDocument('sales_invoice', {
  table: 'sales_invoices',
  series: 'SINV-.YYYY.-.#####',
  submittable: true,
  fields: {
    customer: link('customer', { required: true }),
    customer_name: fetched('customer', 'customer_name'),
    project: link('project'),
    dispatch_job: link('dispatch_job'),
    dartwing_key: identifier({ maxLength: 255, setOnce: true }),
    status: select(['draft', 'unpaid', 'partly_paid', 'paid', 'cancelled'], { default: 'draft' }),
    currency: identifier({ required: true, maxLength: 3, format: 'currency' }),
    posting_date: date({ required: true }),
    due_date: date({ required: true }),
    items: rows({
      item: link('item', { required: true }),
      description: text(),
      quantity: decimal({ required: true }),
      rate: money({ required: true }),
      amount: money({ required: true }),
      tax_rate: decimal({ required: true, max: 100 }),
    }),
    taxes: rows({
      tax_rate: decimal({ required: true, max: 100 }),
      net_amount: money({ required: true }),
      tax_amount: money({ required: true }),
    }),
    net_total: money({ required: true }),
    tax_total: money({ required: true }),
    grand_total: money({ required: true }),
    outstanding_amount: money({ required: true }),
  },
  unique: ['dartwing_key'],
  indexes: [['customer', 'posting_date'], ['dispatch_job'], ['status']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete', 'submit', 'cancel'],
    accounts_manager: ['read', 'write', 'create', 'submit', 'cancel'],
    dartwing_user: ['read'],
    dispatch_manager: ['read'],
  },
});
export type SalesInvoice = Doc<typeof salesInvoice>;
