import { withTx } from '../../../activities/context/database/with-tx.ts';
import { cancelDocument } from '../../../activities/documents/cancel-document.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { deleteDocument } from '../../../activities/documents/delete-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { job } from '../../../domain/dispatch/job.ts';
import type { DocumentDefinition } from '../../../domain/documents/define-document.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import type { Scope } from '../../../domain/scope.ts';
import { customer } from '../../../domain/records/customer.ts';
import { deliveryNote } from '../../../domain/records/delivery-note.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { create, oneOfEach } from '../../support/documents.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const remove = (scope: Scope, definition: DocumentDefinition, name: string) =>
  withTx(ctx, scope, async (tx) =>
    deleteDocument(tx, definition, await lockDocument(tx, definition, { right: 'write', name })),
  );

async function aNote(docstatus: 'draft' | 'submitted') {
  const organization = await anOrganization(ctx);
  const world = await surroundings(ctx, organization);
  const values = {
    customer: world.customer,
    posting_date: '2026-11-25',
    items: [{ item: world.items.part, quantity: 1 }],
  };
  const { name } = await withTx(ctx, organization.scope, (tx) =>
    createDocument(tx, deliveryNote, { docstatus, values }),
  );
  return { ...organization, name };
}

describe('deleteDocument', () => {
  it('removes a document with its rows, and logs that', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const { name } = await aJob(ctx, organization, {
      status: 'unassigned',
      values: { required_skills: [{ skill: 'HVAC' }] },
    });
    await remove(scope, job, name);
    await expect(getDocument(ctx, { scope, definition: job, name })).rejects.toMatchObject({ code: 'not_found' });
    const rows = await ctx.db('dispatch_job_required_skills').where({ organization_id: organizationId });
    expect(rows).toEqual([]);
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({
      doctype: 'dispatch_job',
      name,
      operation: 'delete',
      changes: {},
    });
  });

  it('finds nothing the second time', async () => {
    const { scope, organizationId } = await anOrganization(ctx);
    const { name } = await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    await remove(scope, customer, name);
    const before = await everythingOf(ctx, organizationId);
    await expect(remove(scope, customer, name)).rejects.toMatchObject({ code: 'not_found' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('gives the name of a deleted document to no other', async () => {
    const { scope } = await anOrganization(ctx);
    const values = { customer_name: 'A' };
    await remove(scope, customer, (await create(ctx, { scope, definition: customer, values })).name);
    expect((await create(ctx, { scope, definition: customer, values })).name).toBe('CUST-00002');
  });

  it('removes a paper that is cancelled', async () => {
    const { scope, name } = await aNote('submitted');
    await withTx(ctx, scope, async (tx) =>
      cancelDocument(tx, deliveryNote, {
        document: await lockDocument(tx, deliveryNote, { right: 'write', name }),
        changes: {},
      }),
    );
    const administrator = { ...scope, roles: ['system_manager'] as const };
    await remove(administrator, deliveryNote, name);
    await expect(getDocument(ctx, { scope, definition: deliveryNote, name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('deleteDocument refuses, and changes nothing', () => {
  it('a submitted paper', async () => {
    const { scope, organizationId, name } = await aNote('submitted');
    const before = await everythingOf(ctx, organizationId);
    await expect(remove(scope, deliveryNote, name)).rejects.toMatchObject({ code: 'conflict' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('what a document links to, and what a row links to', async () => {
    const { scope, organizationId } = await aNote('draft');
    const before = await everythingOf(ctx, organizationId);
    const [item] = REGISTRY.filter(({ doctype }) => doctype === 'item');
    if (item === undefined) throw new Error('It is in the registry');
    await expect(remove(scope, customer, 'CUST-00001')).rejects.toMatchObject({ code: 'conflict' });
    await expect(remove(scope, item, 'FILTER')).rejects.toMatchObject({ code: 'conflict' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a caller without the right, for every role and type', async () => {
    const organization = await anOrganization(ctx);
    const { organizationId } = organization;
    const targets = await oneOfEach(ctx, organization);
    const before = await everythingOf(ctx, organizationId);
    for (const definition of REGISTRY) {
      for (const role of GIVEN_ROLES.filter((given) => !mayDo(definition, [given], 'delete'))) {
        const removing = remove({ ...organization.scope, roles: [role] }, definition, targets(definition.doctype));
        await expect(removing).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a document of another organization', async () => {
    const { scope, organizationId } = await anOrganization(ctx);
    const { name } = await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    const before = await everythingOf(ctx, organizationId);
    await expect(remove((await anOrganization(ctx)).scope, customer, name)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });
});
