import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import { job } from '../../../domain/dispatch/job.ts';
import { jobType } from '../../../domain/dispatch/job-type.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import { communication } from '../../../domain/records/communication.ts';
import { customer } from '../../../domain/records/customer.ts';
import { deliveryNote } from '../../../domain/records/delivery-note.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { asValues, create, oneOfEach, update } from '../../support/documents.ts';
import { fromJson } from '../../support/from-json.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const LATER = '2027-03-01T12:00:00.000Z';
const later = { ...ctx, now: () => new Date(LATER) };

async function aCustomer() {
  const organization = await anOrganization(ctx);
  const { scope } = organization;
  const values = { customer_name: 'Harbor Street Bakery', territory: 'North' };
  const made = await create(ctx, { scope, definition: customer, values });
  return { ...organization, made, name: made.name };
}

describe('updateDocument', () => {
  it('changes what was named, and nothing else', async () => {
    const { scope, made, name } = await aCustomer();
    const editor = { ...scope, actor: 'MEM-00042' };
    const changed = await update(later, {
      scope: editor,
      definition: customer,
      name,
      changes: { territory: null, disabled: true },
    });
    expect(changed).toEqual({
      ...made,
      territory: null,
      disabled: true,
      version: 2,
      modified_at: LATER,
      modified_by: 'MEM-00042',
    });
    expect(await getDocument(ctx, { scope, definition: customer, name })).toEqual(changed);
  });

  it('changes nothing the second time: no version, no log row', async () => {
    const { scope, organizationId, name } = await aCustomer();
    const changes = { territory: 'South' };
    const first = await update(ctx, { scope, definition: customer, name, changes });
    const before = await everythingOf(ctx, organizationId);
    expect(await update(later, { scope, definition: customer, name, changes })).toEqual(first);
    expect(await update(later, { scope, definition: customer, name, changes: {} })).toEqual(first);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('tells values apart that a search would take for equal', async () => {
    const { scope, name } = await aCustomer();
    for (const territory of ['north', 'Nörth', 'Nörth '])
      expect(await update(ctx, { scope, definition: customer, name, changes: { territory } })).toMatchObject({
        territory,
      });
    expect((await getDocument(ctx, { scope, definition: customer, name })).version).toBe(4);
  });

  it('replaces child rows as a whole, in the order given', async () => {
    const organization = await anOrganization(ctx);
    const { scope } = organization;
    const { name } = await aJob(ctx, organization, {
      status: 'unassigned',
      values: { required_skills: [{ skill: 'Gas' }, { skill: 'HVAC' }] },
    });
    const skills = [{ skill: 'HVAC', minimum_proficiency: 5 }, { skill: 'Roof' }, { skill: 'Gas' }];
    await update(ctx, { scope, definition: job, name, changes: { required_skills: skills } });
    expect((await getDocument(ctx, { scope, definition: job, name })).required_skills).toEqual([
      { skill: 'HVAC', minimum_proficiency: 5 },
      { skill: 'Roof', minimum_proficiency: 3 },
      { skill: 'Gas', minimum_proficiency: 3 },
    ]);
    await update(ctx, { scope, definition: job, name, changes: { required_skills: [] } });
    expect((await getDocument(ctx, { scope, definition: job, name })).required_skills).toEqual([]);
  });

  it('fetches anew when the link changes', async () => {
    const organization = await anOrganization(ctx);
    const { scope } = organization;
    const { name } = await aJob(ctx, organization, { status: 'unassigned' });
    const other = await create(ctx, { scope, definition: customer, values: { customer_name: 'Cold Store' } });
    const changed = await update(ctx, { scope, definition: job, name, changes: { customer: other.name } });
    expect(changed.customer_name).toBe('Cold Store');
  });

  it('of two at once lets the second see what the first did', async () => {
    const { scope, name } = await aCustomer();
    await Promise.all([
      update(ctx, { scope, definition: customer, name, changes: { territory: 'South' } }),
      update(ctx, { scope, definition: customer, name, changes: { tax_id: 'DE-1' } }),
    ]);
    expect(await getDocument(ctx, { scope, definition: customer, name })).toMatchObject({
      territory: 'South',
      tax_id: 'DE-1',
      version: 3,
    });
  });
});

describe('updateDocument refuses, and changes nothing', () => {
  it.each([
    ['an unknown field', { color: 'red' }, 'invalid'],
    ['a required field set to null', { customer_name: null }, 'invalid'],
    ['a value of another kind', { disabled: 'yes' }, 'invalid'],
    ['a text too long', { territory: 'x'.repeat(141) }, 'invalid'],
    ['a prototype', fromJson('{"__proto__":{"disabled":true}}'), 'invalid'],
    ['the name', { name: 'CUST-00099' }, 'invalid'],
    ['the organization', { organization_id: 'org_other' }, 'invalid'],
  ])('%s', async (_what, changes, code) => {
    const { scope, organizationId, name } = await aCustomer();
    const before = await everythingOf(ctx, organizationId);
    await expect(
      update(ctx, { scope, definition: customer, name, changes: asValues(customer, changes) }),
    ).rejects.toMatchObject({ name: 'Fault', code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a caller without the right, for every role and type', async () => {
    const organization = await anOrganization(ctx);
    const { organizationId } = organization;
    const targets = await oneOfEach(ctx, organization);
    const before = await everythingOf(ctx, organizationId);
    for (const definition of REGISTRY) {
      for (const role of GIVEN_ROLES.filter((given) => !mayDo(definition, [given], 'write'))) {
        const scope = { ...organization.scope, roles: [role] };
        const updating = update(ctx, { scope, definition, name: targets(definition.doctype), changes: {} });
        await expect(updating).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a document of another organization', async () => {
    const { organizationId, name } = await aCustomer();
    const other = await anOrganization(ctx);
    const before = await everythingOf(ctx, organizationId);
    await expect(
      update(ctx, { scope: other.scope, definition: customer, name, changes: { disabled: true } }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a link to another organization, in a field and in a row', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const { name } = await aJob(ctx, organization, { status: 'unassigned' });
    const theirs = await anOrganization(ctx);
    await create(ctx, { scope: theirs.scope, definition: customer, values: { customer_name: 'A' } });
    const foreign = await create(ctx, { scope: theirs.scope, definition: customer, values: { customer_name: 'B' } });
    await surroundings(ctx, theirs);
    const before = await everythingOf(ctx, organizationId);
    for (const changes of [{ customer: foreign.name }, { parts_used: [{ item: 'NOWHERE', quantity: 1 }] }]) {
      await expect(update(ctx, { scope, definition: job, name, changes })).rejects.toMatchObject({
        code: 'not_found',
        details: { fields: [{ pointer: expect.stringMatching(/^\/(customer|parts_used\/0\/item)$/) }] },
      });
    }
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a field that is set once, also from nothing', async () => {
    const { scope } = await anOrganization(ctx);
    const values = { subject: 'A', communication_date: '2026-11-25T09:30:00Z' };
    for (const dartwing_key of ['first', undefined]) {
      const { name } = await create(ctx, {
        scope,
        definition: communication,
        values: { ...values, ...(dartwing_key === undefined ? {} : { dartwing_key }) },
      });
      await expect(
        update(ctx, { scope, definition: communication, name, changes: { dartwing_key: 'second' } }),
      ).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('dartwing_key'),
      });
    }
  });

  it('a unique value that another has', async () => {
    const { scope, organizationId } = await anOrganization(ctx);
    await create(ctx, { scope, definition: jobType, values: { job_type_name: 'Repair' } });
    const { name } = await create(ctx, { scope, definition: jobType, values: { job_type_name: 'Inspection' } });
    const before = await everythingOf(ctx, organizationId);
    await expect(
      update(ctx, { scope, definition: jobType, name, changes: { job_type_name: 'Repair' } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a submitted paper', async () => {
    const organization = await anOrganization(ctx);
    const { scope, organizationId } = organization;
    const { customer: customerName } = await surroundings(ctx, organization);
    const values = { customer: customerName, posting_date: '2026-11-25', items: [] };
    const { name } = await withTx(ctx, scope, (tx) =>
      createDocument(tx, deliveryNote, { docstatus: 'submitted', values }),
    );
    const before = await everythingOf(ctx, organizationId);
    await expect(
      update(ctx, { scope, definition: deliveryNote, name, changes: { posting_date: '2026-11-26' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('submitted'),
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a document that it has not locked at its version', async () => {
    const { scope, name, made } = await aCustomer();
    await update(ctx, { scope, definition: customer, name, changes: { territory: 'South' } });
    // Not a failure for the caller but a bug of the verb, so no Fault.
    const unlocked = withTx(ctx, scope, (tx) =>
      updateDocument(tx, customer, { document: made, changes: { territory: 'West' } }),
    );
    await expect(unlocked).rejects.toThrow(/changed although it was locked/);
    expect(await getDocument(ctx, { scope, definition: customer, name })).toMatchObject({
      territory: 'South',
      version: 2,
    });
  });
});

describe('the log of a refused change', () => {
  it('holds nothing of it, and no number is missing after', async () => {
    const { scope, organizationId, name } = await aCustomer();
    const failing = withTx(ctx, scope, async (tx) => {
      const document = await lockDocument(tx, customer, { right: 'write', name });
      await updateDocument(tx, customer, { document, changes: { territory: 'South' } });
      await createDocument(tx, customer, { values: { customer_name: 'Never' } });
      throw new Error('Something after it went wrong');
    });
    await expect(failing).rejects.toThrow('Something after it');
    await update(ctx, { scope, definition: customer, name, changes: { territory: 'West' } });
    const log = await changesOf(ctx, organizationId);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(log.at(-1)?.changes).toEqual({ territory: ['North', 'West'] });
    expect((await create(ctx, { scope, definition: customer, values: { customer_name: 'Next' } })).name).toBe(
      'CUST-00002',
    );
  });
});
