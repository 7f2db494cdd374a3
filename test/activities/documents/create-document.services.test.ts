import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { organizationMember } from '../../../domain/organizations/organization-member.ts';
import { job } from '../../../domain/dispatch/job.ts';
import { jobType } from '../../../domain/dispatch/job-type.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { mayDo, GIVEN_ROLES } from '../../../domain/permissions.ts';
import { communication } from '../../../domain/records/communication.ts';
import { contact } from '../../../domain/records/contact.ts';
import { customer } from '../../../domain/records/customer.ts';
import { deliveryNote } from '../../../domain/records/delivery-note.ts';
import { item } from '../../../domain/records/item.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { asValues, create } from '../../support/documents.ts';
import { fromJson } from '../../support/from-json.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const AT = '2026-11-25T09:30:00.123Z';
const ctx = testContext({ now: () => new Date(AT) });
const named = (customer_name: string) => ({ definition: customer, values: { customer_name } });

describe('createDocument', () => {
  it('names by the series, fills defaults, and answers what is stored', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const made = await create(ctx, { scope, ...named('Harbor Street Bakery') });
    expect(made).toEqual({
      organization_id: organizationId,
      name: 'CUST-00001',
      version: 1,
      docstatus: 'draft',
      created_at: AT,
      created_by: scope.actor,
      modified_at: AT,
      modified_by: scope.actor,
      customer_name: 'Harbor Street Bakery',
      customer_type: 'company',
      customer_group: null,
      territory: null,
      tax_id: null,
      email: null,
      phone: null,
      disabled: false,
    });
    expect(await getDocument(ctx, { scope, definition: customer, name: made.name })).toEqual(made);
  });

  it('numbers each type, each year and each organization by itself', async () => {
    const one = await anOrganization(ctx);
    const other = await anOrganization(ctx);
    // Six hours west of Greenwich the new year begins at 06:00.
    const eve = { ...ctx, now: () => new Date('2027-01-01T05:59:59.999Z') };
    const inYear = { ...ctx, now: () => new Date('2027-01-01T06:00:00Z') };
    const note = { definition: communication, values: { subject: 'A', communication_date: AT } };
    const names = [
      (await create(ctx, { scope: one.scope, ...named('A') })).name,
      (await create(ctx, { scope: one.scope, ...named('B') })).name,
      (await create(ctx, { scope: other.scope, ...named('A') })).name,
      (await create(ctx, { scope: one.scope, ...note })).name,
      (await create(ctx, { scope: one.scope, ...note })).name,
      (await create(inYear, { scope: one.scope, ...note })).name,
      (await create(eve, { scope: one.scope, ...note })).name,
    ];
    expect(names).toEqual([
      'CUST-00001',
      'CUST-00002',
      'CUST-00001',
      'COMM-2026-00001',
      'COMM-2026-00002',
      'COMM-2027-00001',
      'COMM-2026-00003',
    ]);
  });

  it('gives each of many at once a number of its own, without a gap', async () => {
    const { scope } = await anOrganization(ctx);
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) => create(ctx, { scope, ...named(String(index)) })),
    );
    const expected = Array.from({ length: 12 }, (_, index) => `CUST-${String(index + 1).padStart(5, '0')}`);
    expect(made.map(({ name }) => name).sort()).toEqual(expected);
  });

  it('keeps names apart that differ in case, accent or a blank at the end', async () => {
    const { scope } = await anOrganization(ctx);
    const names = ['FILTER', 'filter', 'FÍLTER', 'FILTER ', ' FILTER', 'FI\u0301LTER'];
    for (const name of names)
      await create(ctx, { scope, definition: item, name, values: { item_name: `<${name}>`, stock_uom: 'Nos' } });
    for (const name of names)
      expect(await getDocument(ctx, { scope, definition: item, name })).toMatchObject({ name, item_name: `<${name}>` });
  });

  it('writes instants in one spelling', async () => {
    const { scope } = await anOrganization(ctx);
    const values = { subject: 'A', communication_date: '2026-11-25T15:15:00.5+05:45' };
    const made = await create(ctx, { scope, definition: communication, values });
    expect(made.communication_date).toBe('2026-11-25T09:30:00.500Z');
  });

  it('copies what is fetched from the linked document, whatever was sent', async () => {
    const organization = await anOrganization(ctx);
    const { customer_name } = await aJob(ctx, organization, {
      status: 'unassigned',
      values: { customer_name: 'Somebody else' },
    });
    expect(customer_name).toBe('Harbor Street Bakery');
  });

  it('makes a submitted paper at once, and logs both', async () => {
    const organization = await anOrganization(ctx);
    const world = await surroundings(ctx, organization);
    const values = {
      customer: world.customer,
      posting_date: '2026-11-25',
      items: [{ item: world.items.part, quantity: 2 }],
    };
    const { docstatus } = await withTx(ctx, organization.scope, (tx) =>
      createDocument(tx, deliveryNote, { docstatus: 'submitted', values }),
    );
    expect(docstatus).toBe('submitted');
    const log = await changesOf(ctx, organization.organizationId);
    expect(log.slice(-2)).toMatchObject([{ operation: 'create' }, { operation: 'submit', changes: {} }]);
  });

  it('is refused to a submitter without the right to submit', async () => {
    const organization = await anOrganization(ctx);
    const cautious = { ...deliveryNote, rights: { hr_manager: ['read', 'create'] as const } };
    const scope = { ...organization.scope, roles: ['hr_manager'] as const };
    const world = await surroundings(ctx, organization);
    const values = { customer: world.customer, posting_date: '2026-11-25', items: [] };
    await withTx(ctx, scope, (tx) => createDocument(tx, cautious, { values }));
    await expect(
      withTx(ctx, scope, (tx) => createDocument(tx, cautious, { values, docstatus: 'submitted' })),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('createDocument refuses, and leaves nothing', () => {
  async function refused(creating: (scope: Parameters<typeof create>[1]['scope']) => Promise<unknown>, fault: object) {
    const { organizationId, scope } = await anOrganization(ctx);
    await create(ctx, { scope, ...named('There before') });
    const before = await everythingOf(ctx, organizationId);
    await expect(creating(scope)).rejects.toMatchObject({ name: 'Fault', ...fault });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    expect((await create(ctx, { scope, ...named('Next') })).name).toBe('CUST-00002');
  }

  it('a caller without the right, for every role and type', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const before = await everythingOf(ctx, organizationId);
    for (const definition of REGISTRY) {
      for (const role of GIVEN_ROLES.filter((given) => !mayDo(definition, [given], 'create'))) {
        const creating = create(ctx, { scope: { ...scope, roles: [role] }, definition, values: {} });
        await expect(creating).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each([
    ['an unknown field', { customer_name: 'A', color: 'red' }],
    ['a field of the head', { customer_name: 'A', version: 9 }],
    ['another organization', { customer_name: 'A', organization_id: 'org_other' }],
    ['a name among the values', { customer_name: 'A', name: 'CUST-00099' }],
    ['a prototype', fromJson('{"customer_name":"A","__proto__":{"disabled":true}}')],
    ['no required field', {}],
    ['a required field that is null', { customer_name: null }],
  ])('%s', async (_what, values) => {
    await refused((scope) => create(ctx, { scope, definition: customer, values: asValues(customer, values) }), {
      code: 'invalid',
    });
  });

  it('a link to nothing, naming the field', async () => {
    const values = { customer: 'CUST-99999', first_name: 'Ines' };
    await refused((scope) => create(ctx, { scope, definition: contact, values }), {
      code: 'not_found',
      details: { fields: [{ pointer: '/customer', detail: expect.any(String) }] },
    });
  });

  it.each(['cust-00001', 'CUST-00001 ', ' CUST-00001', 'CÚST-00001', 'CUST-00001\u200b'])(
    'a link to %j, which is nearly the name of something',
    async (name) => {
      const values = { customer: name, first_name: 'Ines' };
      await refused((scope) => create(ctx, { scope, definition: contact, values }), { code: 'not_found' });
    },
  );

  it('a link of several lines, whose first is the name of something', async () => {
    const values = { customer: 'CUST-00001\nx', first_name: 'Ines' };
    await refused((scope) => create(ctx, { scope, definition: contact, values }), { code: 'invalid' });
  });

  it('a link to a document of another organization', async () => {
    const other = await anOrganization(ctx);
    await create(ctx, { scope: other.scope, ...named('A') });
    const { name } = await create(ctx, { scope: other.scope, ...named('B') });
    await refused(
      (scope) => create(ctx, { scope, definition: contact, values: { customer: name, first_name: 'Ines' } }),
      {
        code: 'not_found',
      },
    );
  });

  it('a link in a row to a document of another organization, naming the row', async () => {
    const other = await surroundings(ctx, await anOrganization(ctx));
    const organization = await anOrganization(ctx);
    const own = await surroundings(ctx, organization);
    const { scope, organizationId } = organization;
    await create(ctx, { scope, definition: item, name: 'OWN', values: { item_name: 'Own', stock_uom: 'Nos' } });
    await create(ctx, {
      scope: (await anOrganization(ctx)).scope,
      definition: item,
      name: 'THEIRS',
      values: { item_name: 'Theirs', stock_uom: 'Nos' },
    });
    const before = await everythingOf(ctx, organizationId);
    const values = {
      customer: own.customer,
      address: own.address,
      job_type: own.jobType,
      title: 'A',
      scheduled_date: '2026-12-01',
      parts_used: [
        { item: 'OWN', quantity: 1 },
        { item: 'THEIRS', quantity: 1 },
      ],
    };
    expect(other.items.part).toBe(own.items.part);
    await expect(create(ctx, { scope, definition: job, values })).rejects.toMatchObject({
      code: 'not_found',
      details: { fields: [{ pointer: '/parts_used/1/item', detail: expect.any(String) }] },
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a second document with a unique value, and takes the same value in another organization', async () => {
    const { scope, organizationId } = await anOrganization(ctx);
    const type = { definition: jobType, values: { job_type_name: 'Repair' } };
    await create(ctx, { scope, ...type });
    const before = await everythingOf(ctx, organizationId);
    await expect(create(ctx, { scope, ...type })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('job_type_name'),
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    expect((await create(ctx, { scope: (await anOrganization(ctx)).scope, ...type })).name).toBe('JTYPE-00001');
  });

  it('a second membership of one person', async () => {
    const { scope, organizationId } = await anOrganization(ctx);
    const { user } = await getDocument(ctx, { scope, definition: organizationMember, name: scope.actor });
    const before = await everythingOf(ctx, organizationId);
    const values = { user, full_name: 'Again', roles: [] };
    await expect(create(ctx, { scope, definition: organizationMember, values })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('a name that is taken', async () => {
    const values = { item_name: 'A', stock_uom: 'Nos' };
    const { scope } = await anOrganization(ctx);
    await create(ctx, { scope, definition: item, name: 'A', values });
    await expect(create(ctx, { scope, definition: item, name: 'A', values })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it.each([undefined, '', 'x'.repeat(141), 'two\nlines', 'a\u0000b', '\ud800'])('the name %j', async (name) => {
    const values = { item_name: 'A', stock_uom: 'Nos' };
    await refused(
      (scope) => create(ctx, { scope, definition: item, values, ...(name === undefined ? {} : { name }) }),
      { code: 'invalid' },
    );
  });
});
