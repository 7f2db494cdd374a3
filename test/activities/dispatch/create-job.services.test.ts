import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createJob } from '../../../activities/dispatch/create-job.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { customer } from '../../../domain/records/customer.ts';
import { address } from '../../../domain/records/address.ts';
import { jobType } from '../../../domain/dispatch/job-type.ts';
import { testContext } from '../../support/context.ts';
import { surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();

async function world() {
  const organization = await anOrganization(ctx);
  const names = await surroundings(ctx, organization);
  const values = {
    customer: names.customer,
    address: names.address,
    job_type: names.jobType,
    title: 'No cooling',
    scheduled_date: '2026-12-01',
  };
  const count = async () =>
    Number(
      (await ctx.db('dispatch_jobs').where({ organization_id: organization.organizationId }).count({ n: '*' }))[0]?.[
        'n'
      ],
    );
  return { organization, names, values, count };
}

describe('createJob', () => {
  it('makes an unassigned job that says where and for whom, numbered by its series', async () => {
    const { organization, values } = await world();
    const first = await createJob(ctx, { scope: organization.scope, values });
    const second = await createJob(ctx, { scope: organization.scope, values });
    const year = String(new Date().getUTCFullYear());
    expect([first.name, second.name]).toEqual([`JOB-${year}-00001`, `JOB-${year}-00002`]);
    expect(first).toMatchObject({
      status: 'unassigned',
      customer_name: 'Harbor Street Bakery',
      formatted_address: '14 Harbor Street, Duluth, MN 55802, US',
      billable: true,
      billing_status: 'not_billed',
      version: 1,
    });
  });

  it('refuses an address that belongs to another customer', async () => {
    const { organization, values, count } = await world();
    const stranger = await withTx(ctx, organization.scope, (tx) =>
      createDocument(tx, customer, { values: { customer_name: 'Stranger' } }),
    );
    await expect(
      createJob(ctx, { scope: organization.scope, values: { ...values, customer: stranger.name } }),
    ).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: [{ pointer: '/address' }] },
    });
    expect(await count()).toBe(0);
  });

  it.each(['customer', 'address', 'job_type'] as const)(
    "answers not_found for another organization's %s, and makes nothing",
    async (field) => {
      const mine = await world();
      // The other organization has one document more of each kind, so its name means nothing in mine.
      const theirs = await world();
      await withTx(ctx, theirs.organization.scope, async (tx) => {
        const second = await createDocument(tx, customer, { values: { customer_name: 'Second' } });
        await createDocument(tx, address, {
          values: { customer: second.name, address_title: 'B', address_line1: '1 B', city: 'B', country: 'US' },
        });
        await createDocument(tx, jobType, { values: { job_type_name: 'Second' } });
      });
      const foreign = { customer: 'CUST-00002', address: 'ADDR-00002', job_type: 'JTYPE-00002' }[field];
      await expect(
        createJob(ctx, { scope: mine.organization.scope, values: { ...mine.values, [field]: foreign } }),
      ).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await mine.count()).toBe(0);
    },
  );

  it.each([
    ['a departure', { actual_departure: '2026-01-01T00:00:00Z' }, '/actual_departure'],
    ['an arrival', { actual_arrival: '2026-01-01T00:00:00Z' }, '/actual_arrival'],
    ['an end before its start', { scheduled_start: '18:00', scheduled_end: '09:00' }, '/scheduled_end'],
  ])('refuses a new job with %s, and makes nothing', async (_what, more, pointer) => {
    const { organization, values, count } = await world();
    await expect(createJob(ctx, { scope: organization.scope, values: { ...values, ...more } })).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: [{ pointer }] },
    });
    expect(await count()).toBe(0);
  });

  it('refuses a caller without the right to create jobs', async () => {
    const { organization, values, count } = await world();
    await expect(
      createJob(ctx, { scope: { ...organization.scope, roles: ['field_technician'] }, values }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await count()).toBe(0);
  });
});
