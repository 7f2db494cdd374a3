import { withTx } from '../../../activities/context/database/with-tx.ts';
import { adoptDocument } from '../../../activities/documents/adopt-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { salesInvoice } from '../../../domain/records/sales-invoice.ts';
import type { Scope } from '../../../domain/scope.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { asValues } from '../../support/documents.ts';
import { surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';
import { paperByHand, type PaperByHand } from '../../support/papers.ts';

const ctx = testContext();
const KEY = { dartwing_key: 'a-key' };

async function anInvoice(state: PaperByHand['state'] = 'submitted') {
  const organization = await anOrganization(ctx);
  const { scope, organizationId } = organization;
  const { customer } = await surroundings(ctx, organization);
  const name = await paperByHand(ctx, scope, { kind: 'sales_invoice', of: customer, ...(state && { state }) });
  const read = () => getDocument(ctx, { scope, definition: salesInvoice, name });
  return { scope, organizationId, name, read };
}

const adopt = ({ scope, name }: { scope: Scope; name: string }, changes: Record<string, unknown> = KEY) =>
  withTx(ctx, scope, async (tx) =>
    adoptDocument(tx, salesInvoice, {
      document: await lockDocument(tx, salesInvoice, { right: 'read', name }),
      changes: asValues(salesInvoice, changes),
    }),
  );

describe('adoptDocument', () => {
  it('fills in what a submitted paper left empty, and logs it', async () => {
    const invoice = await anInvoice();
    const before = await invoice.read();
    const after = await adopt(invoice);
    expect(after).toMatchObject({ ...KEY, docstatus: 'submitted', version: before.version + 1 });
    expect(await invoice.read()).toEqual(after);
    expect((await changesOf(ctx, invoice.organizationId)).at(-1)).toMatchObject({
      name: invoice.name,
      operation: 'update',
      changes: { dartwing_key: [null, 'a-key'] },
    });
  });

  it('changes nothing the second time: no version, no log row', async () => {
    const invoice = await anInvoice();
    const first = await adopt(invoice);
    const before = await everythingOf(ctx, invoice.organizationId);
    expect(await adopt(invoice)).toEqual(first);
    expect(await everythingOf(ctx, invoice.organizationId)).toBe(before);
  });

  it.each([
    ['a draft', 'draft', {}, KEY, 'conflict'],
    ['a cancelled paper', 'cancelled', {}, KEY, 'conflict'],
    ['a caller without the right', 'submitted', { roles: ['dispatch_manager'] }, KEY, 'forbidden'],
    ['another value of what the paper says', 'submitted', {}, { ...KEY, due_date: '2030-01-01' }, 'conflict'],
    ['a link to nothing', 'submitted', {}, { ...KEY, dispatch_job: 'JOB-2026-99999' }, 'not_found'],
  ] as const)('refuses %s, and changes nothing', async (...[, state, over, changes, code]) => {
    const { scope, organizationId, name } = await anInvoice(state);
    const before = await everythingOf(ctx, organizationId);
    await expect(adopt({ scope: { ...scope, ...over }, name }, changes)).rejects.toMatchObject({ code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('refuses another key, and the key of another paper', async () => {
    const invoice = await anInvoice();
    await adopt(invoice);
    await expect(adopt(invoice, { dartwing_key: 'another' })).rejects.toMatchObject({ code: 'conflict' });
    const { customer } = await invoice.read();
    const second = await paperByHand(ctx, invoice.scope, { kind: 'sales_invoice', of: customer });
    await expect(adopt({ scope: invoice.scope, name: second })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('finds nothing in another organization', async () => {
    const { name } = await anInvoice();
    await expect(adopt({ scope: (await anOrganization(ctx)).scope, name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
