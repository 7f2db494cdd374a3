import { z } from 'zod';

import { withTx } from '../../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../../activities/documents/create-document.ts';
import { getDocument } from '../../../../activities/documents/get-document.ts';
import { account } from '../../../../domain/records/account.ts';
import { customer } from '../../../../domain/records/customer.ts';
import { employee } from '../../../../domain/records/employee.ts';
import { item } from '../../../../domain/records/item.ts';
import { salesInvoice } from '../../../../domain/records/sales-invoice.ts';
import { changesOf } from '../../../support/changes.ts';
import { testContext } from '../../../support/context.ts';
import { create, update } from '../../../support/documents.ts';
import { aJob, surroundings } from '../../../support/jobs.ts';
import { anOrganization } from '../../../support/organizations.ts';
import { paperByHand, type PaperByHand } from '../../../support/papers.ts';
import { recordsContract } from './records.contract.ts';
import type { PaperKind } from './records-world.ts';

const ctx = testContext();
const State = z.array(z.object({ name: z.string(), docstatus: z.string() }));
const Job = z.object({ dispatch_job: z.string().nullable() });
const TABLES = {
  sales_invoice: 'sales_invoices',
  timesheet: 'timesheets',
  delivery_note: 'delivery_notes',
  communication: 'communications',
};

async function setUp() {
  const organization = await anOrganization(ctx, { default_tax_rate: 8.25 });
  const { organizationId, scope } = organization;
  const world = await surroundings(ctx, organization);
  const job = await aJob(ctx, organization, { among: world });
  const [disabledCustomer, employeeWhoLeft] = await withTx(ctx, scope, async (tx) => [
    await createDocument(tx, customer, { values: { customer_name: 'Gone', disabled: true } }),
    await createDocument(tx, employee, { values: { employee_name: 'Gone', status: 'left' } }),
  ]);
  const income = await create(ctx, {
    scope,
    definition: account,
    values: { account_name: 'Service income', root_type: 'income', disabled: true },
  });
  const expense = await create(ctx, {
    scope,
    definition: account,
    values: { account_name: 'Material', root_type: 'expense' },
  });
  const itemOn = async (name: string, income_account: string) => {
    const values = { item_name: name, stock_uom: 'Nos', is_stock_item: true, income_account };
    return (await create(ctx, { scope, definition: item, name, values })).name;
  };
  const other = await anOrganization(ctx);
  return {
    records: ctx.records,
    organizationId,
    otherOrganizationId: other.organizationId,
    scope,
    job: job.name,
    otherJob: async () => (await aJob(ctx, organization, { among: world, status: 'unassigned' })).name,
    customer: world.customer,
    disabledCustomer: disabledCustomer.name,
    employee: world.employee,
    employeeWhoLeft: employeeWhoLeft.name,
    items: {
      ...world.items,
      onDisabledAccount: await itemOn('CLOSED', income.name),
      onExpenseAccount: await itemOn('MISBOOKED', expense.name),
    },
    enableAccount: async () => {
      await update(ctx, { scope, definition: account, name: income.name, changes: { disabled: false } });
    },
    papers: async (kind: keyof typeof TABLES, key: string) => {
      const rows = State.parse(
        await ctx
          .db(TABLES[kind])
          .where({ organization_id: organizationId, dartwing_key: key })
          .select('name', 'docstatus'),
      );
      // A note is no paper that could be submitted; it is whole once it is there.
      return rows.map(({ name, docstatus }) => ({ name, state: kind === 'communication' ? 'submitted' : docstatus }));
    },
    netTotal: async (name: string) => (await getDocument(ctx, { scope, definition: salesInvoice, name })).net_total,
    pay: async (name: string) => {
      await ctx
        .db('sales_invoices')
        .where({ organization_id: organizationId, name })
        .update({ outstanding_amount: 1, status: 'partly_paid' });
    },
    byHand: (kind: PaperKind, paper: Omit<PaperByHand, 'kind'>) => paperByHand(ctx, scope, { kind, ...paper }),
    jobOf: async (kind: PaperKind, name: string) => {
      const row: unknown = await ctx.db(TABLES[kind]).where({ organization_id: organizationId, name }).first();
      return Job.parse(row).dispatch_job;
    },
  };
}

recordsContract('builtin', setUp);

describe('builtin sales invoice', () => {
  it('adds up lines, tax by rate and totals in minor units, dated in the zone of the organization', async () => {
    const world = await setUp();
    const key = `complete-job:${world.organizationId}:${world.job}/01a21023-0000-4000-8000-000000000000/invoice`;
    const { name } = await world.records.createSalesInvoice({
      organizationId: world.organizationId,
      key,
      job: world.job,
      customer: world.customer,
      project: null,
      lines: [
        { item: world.items.service, description: 'No cooling', quantity: 1, rate: 18_900 },
        { item: world.items.part, description: null, quantity: 1.5, rate: null },
      ],
    });
    const invoice = await getDocument(ctx, { scope: world.scope, definition: salesInvoice, name });
    // 189.00 + 1.5 × 18.99 = 217.485 → 217.49; 8.25 % of it = 17.942925 → 17.94
    expect(invoice).toMatchObject({
      currency: 'USD',
      docstatus: 'submitted',
      status: 'unpaid',
      customer_name: 'Harbor Street Bakery',
      net_total: 21_749,
      tax_total: 1_794,
      grand_total: 23_543,
      outstanding_amount: 23_543,
      dispatch_job: world.job,
      items: [
        { item: 'SERVICE', description: 'No cooling', quantity: 1, rate: 18_900, amount: 18_900, tax_rate: 8.25 },
        { item: 'FILTER', description: 'Air filter', quantity: 1.5, rate: 1_899, amount: 2_849, tax_rate: 8.25 },
      ],
      taxes: [{ tax_rate: 8.25, net_amount: 21_749, tax_amount: 1_794 }],
    });
    expect(Date.parse(invoice.due_date) - Date.parse(invoice.posting_date)).toBe(30 * 86_400_000);
  });
});

describe('builtin papers found or made by hand', () => {
  it('keep what they say, and the log tells which operation took them', async () => {
    const { records, organizationId, scope, job, customer, byHand } = await setUp();
    const name = await byHand('sales_invoice', { of: customer });
    const before = await getDocument(ctx, { scope, definition: salesInvoice, name });
    const run = `01a21023-0000-4000-8000-000000000000`;
    const key = `complete-job:${organizationId}:${job}/${run}/invoice`;
    await records.adoptSalesInvoice({ organizationId, key, job, name, customer });
    const after = await getDocument(ctx, { scope, definition: salesInvoice, name });
    const { version, modified_at, modified_by } = after;
    expect(after).toEqual({ ...before, dispatch_job: job, dartwing_key: key, version, modified_at, modified_by });
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({
      doctype: 'sales_invoice',
      name,
      operation: 'update',
      changes: { dispatch_job: [null, job], dartwing_key: [null, key] },
      actor: 'operation',
      cause: `complete-job.${job}.${run}`,
    });
  });
});
