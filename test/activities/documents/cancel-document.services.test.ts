import { withTx } from '../../../activities/context/database/with-tx.ts';
import { cancelDocument } from '../../../activities/documents/cancel-document.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import type { Values } from '../../../domain/documents/define-document.ts';
import type { Scope } from '../../../domain/scope.ts';
import { salesInvoice } from '../../../domain/records/sales-invoice.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { asValues } from '../../support/documents.ts';
import { surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const CANCELLED = { status: 'cancelled', outstanding_amount: 0 } as const;

async function anInvoice(docstatus: 'draft' | 'submitted') {
  const organization = await anOrganization(ctx);
  const { scope, organizationId } = organization;
  const { customer } = await surroundings(ctx, organization);
  const totals = { net_total: 100, tax_total: 0, grand_total: 100, outstanding_amount: 100 };
  const values = {
    customer,
    currency: 'USD',
    posting_date: '2026-11-25',
    due_date: '2026-12-25',
    status: 'unpaid',
    ...totals,
  } as const;
  const made = await withTx(ctx, scope, (tx) => createDocument(tx, salesInvoice, { docstatus, values }));
  return { scope, organizationId, made, name: made.name };
}

const cancel = ({
  scope,
  name,
  changes = CANCELLED,
}: {
  scope: Scope;
  name: string;
  changes?: Values<typeof salesInvoice>;
}) =>
  withTx(ctx, scope, async (tx) =>
    cancelDocument(tx, salesInvoice, {
      document: await lockDocument(tx, salesInvoice, { right: 'write', name }),
      changes,
    }),
  );

describe('cancelDocument', () => {
  it('cancels a submitted paper, writes what that means, and logs it', async () => {
    const { scope, organizationId, made, name } = await anInvoice('submitted');
    const cancelled = await cancel({ scope, name });
    expect(cancelled).toMatchObject({
      ...CANCELLED,
      docstatus: 'cancelled',
      version: made.version + 1,
      grand_total: 100,
    });
    expect(await getDocument(ctx, { scope, definition: salesInvoice, name })).toEqual(cancelled);
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({
      doctype: 'sales_invoice',
      name,
      operation: 'cancel',
      changes: { status: ['unpaid', 'cancelled'], outstanding_amount: [100, 0] },
    });
  });

  it('cancels also when nothing else changes', async () => {
    const { scope, organizationId, name } = await anInvoice('submitted');
    expect(await cancel({ scope, name, changes: {} })).toMatchObject({ docstatus: 'cancelled', version: 2 });
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({ operation: 'cancel', changes: {} });
  });

  it('leaves a cancelled paper as it is the second time', async () => {
    const { scope, organizationId, name } = await anInvoice('submitted');
    const first = await cancel({ scope, name });
    const before = await everythingOf(ctx, organizationId);
    expect(await cancel({ scope, name, changes: { outstanding_amount: 7 } })).toEqual(first);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each([
    ['a draft', 'draft', {}, {}, 'conflict'],
    ['a caller without the right', 'submitted', { roles: ['dispatch_manager'] }, {}, 'forbidden'],
    ['a value that is not valid', 'submitted', {}, { outstanding_amount: -1 }, 'invalid'],
    ['a link to nothing', 'submitted', {}, { project: 'PROJ-99999' }, 'not_found'],
    ['another key', 'submitted', {}, { dartwing_key: 'other' }, 'conflict'],
  ] as const)('refuses %s, and changes nothing', async (_what, docstatus, over, changes, code) => {
    const { scope, organizationId, name } = await anInvoice(docstatus);
    const before = await everythingOf(ctx, organizationId);
    const wrong = asValues(salesInvoice, changes);
    await expect(cancel({ scope: { ...scope, ...over }, name, changes: wrong })).rejects.toMatchObject({ code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('finds nothing to cancel in another organization', async () => {
    const { organizationId, name } = await anInvoice('submitted');
    const before = await everythingOf(ctx, organizationId);
    await expect(cancel({ scope: (await anOrganization(ctx)).scope, name })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });
});
