import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import { job } from '../../../domain/dispatch/job.ts';
import { operationScope } from '../../../domain/scope.ts';
import { communication } from '../../../domain/records/communication.ts';
import { contact } from '../../../domain/records/contact.ts';
import { customer } from '../../../domain/records/customer.ts';
import { changesOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { create, update } from '../../support/documents.ts';
import { aJob } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const AT = '2026-11-25T09:30:00.123Z';
const ctx = testContext({ now: () => new Date(AT) });

async function aNewCustomer() {
  const { organizationId, scope } = await anOrganization(ctx);
  const { name } = await create(ctx, {
    scope,
    definition: customer,
    values: { customer_name: 'A', territory: 'North' },
  });
  const last = async () => (await changesOf(ctx, organizationId)).at(-1);
  return { organizationId, scope, name, last };
}

describe('the change log', () => {
  it('begins with the organization and its first member', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const log = await changesOf(ctx, organizationId);
    expect(log).toMatchObject([
      {
        seq: 1,
        doctype: 'organization',
        name: organizationId,
        operation: 'create',
        actor: 'operation',
        cause: 'create-organization',
      },
      { seq: 2, doctype: 'organization_member', name: scope.actor, operation: 'create' },
    ]);
  });

  it('says of a new document who made it when, and its first values without what is null or empty', async () => {
    const { scope, name, last } = await aNewCustomer();
    expect(await last()).toEqual({
      seq: 3,
      doctype: 'customer',
      name,
      operation: 'create',
      changes: {
        customer_name: [null, 'A'],
        customer_type: [null, 'company'],
        territory: [null, 'North'],
        disabled: [null, false],
      },
      actor: scope.actor,
      cause: null,
      at: '2026-11-25 09:30:00.123',
    });
  });

  it('says of a change each old and new value, and nothing that stayed', async () => {
    const { scope, name, last } = await aNewCustomer();
    await update(ctx, {
      scope,
      definition: customer,
      name,
      changes: { customer_name: 'A', territory: null, email: 'a@example.com', disabled: true },
    });
    expect(await last()).toMatchObject({
      seq: 4,
      operation: 'update',
      changes: { territory: ['North', null], email: [null, 'a@example.com'], disabled: [false, true] },
    });
  });

  it('notes of a personal or large field that it changed, not what it was', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const values = { subject: 'A', content: 'a secret of the customer', communication_date: AT };
    const { name } = await create(ctx, { scope, definition: communication, values });
    await update(ctx, { scope, definition: communication, name, changes: { content: 'another secret', subject: 'B' } });
    await update(ctx, { scope, definition: communication, name, changes: { content: null } });
    const log = (await changesOf(ctx, organizationId)).slice(-3);
    expect(log.map(({ changes }) => changes)).toMatchObject([
      { content: null },
      { content: null, subject: ['A', 'B'] },
      { content: null },
    ]);
    expect(JSON.stringify(log)).not.toContain('secret');
  });

  it('has the rows of a rows field, whole, before and after', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const { name } = await aJob(ctx, organization, {
      status: 'unassigned',
      values: { required_skills: [{ skill: 'Gas' }] },
    });
    await update(ctx, {
      scope,
      definition: job,
      name,
      changes: { required_skills: [{ skill: 'HVAC', minimum_proficiency: 5 }] },
    });
    expect((await changesOf(ctx, organizationId)).at(-1)?.changes).toEqual({
      required_skills: [[{ skill: 'Gas', minimum_proficiency: 3 }], [{ skill: 'HVAC', minimum_proficiency: 5 }]],
    });
  });

  it('names the operation that caused a change, with the service actor', async () => {
    const { organizationId, name, last } = await aNewCustomer();
    const scope = operationScope(organizationId, 'complete-job.JOB-2026-00001.run');
    await update(ctx, { scope, definition: customer, name, changes: { territory: 'South' } });
    expect(await last()).toMatchObject({ actor: 'operation', cause: 'complete-job.JOB-2026-00001.run' });
  });

  it('numbers the changes of one transaction in their order', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    await withTx(ctx, scope, async (tx) => {
      const made = await createDocument(tx, customer, { values: { customer_name: 'A' } });
      const person = await createDocument(tx, contact, { values: { customer: made.name, first_name: 'Ines' } });
      await updateDocument(tx, customer, { document: made, changes: { territory: 'North' } });
      await updateDocument(tx, contact, { document: person, changes: { is_primary: true } });
    });
    const log = (await changesOf(ctx, organizationId)).slice(2);
    expect(log.map(({ seq, doctype, operation }) => [seq, doctype, operation])).toEqual([
      [3, 'customer', 'create'],
      [4, 'contact', 'create'],
      [5, 'customer', 'update'],
      [6, 'contact', 'update'],
    ]);
  });

  it('does not mix organizations: each counts by itself', async () => {
    const one = await aNewCustomer();
    const other = await aNewCustomer();
    await Promise.all(
      [one, other, one, other].map(({ scope }) =>
        create(ctx, { scope, definition: customer, values: { customer_name: 'B' } }),
      ),
    );
    for (const { organizationId } of [one, other])
      expect((await changesOf(ctx, organizationId)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('writes nothing for a transaction that only reads', async () => {
    const { organizationId, scope, name } = await aNewCustomer();
    const before = await changesOf(ctx, organizationId);
    await withTx(ctx, scope, (tx) => lockDocument(tx, customer, { right: 'write', name }));
    expect(await changesOf(ctx, organizationId)).toEqual(before);
  });

  it('takes attacks in values, actor and cause as texts', async () => {
    const { organizationId, name, last } = await aNewCustomer();
    const scope = { ...operationScope(organizationId, "x'); DROP TABLE outbox; -- "), actor: '","admin":"' };
    await update(ctx, { scope, definition: customer, name, changes: { territory: '{"__proto__":{}}' } });
    expect(await last()).toMatchObject({
      actor: '","admin":"',
      cause: "x'); DROP TABLE outbox; -- ",
      changes: { territory: ['North', '{"__proto__":{}}'] },
    });
  });
});
