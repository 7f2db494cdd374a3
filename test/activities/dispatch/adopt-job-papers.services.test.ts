import { getDocument } from '../../../activities/documents/get-document.ts';
import { customer } from '../../../domain/records/customer.ts';
import { employee } from '../../../domain/records/employee.ts';
import { salesInvoice } from '../../../domain/records/sales-invoice.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { create as createOne } from '../../support/documents.ts';
import { jobSteps } from '../../support/job-steps.ts';
import { anOrganization } from '../../support/organizations.ts';
import { paperByHand } from '../../support/papers.ts';
import { aRun } from '../../support/steps.ts';

const ctx = testContext();
const { steps, world } = jobSteps(ctx);

/** A closed job whose papers a person makes by hand. */
async function aClosedJob() {
  const closed = await world({ values: { parts_used: [{ item: 'FILTER', quantity: 2, source: 'stock' }] } });
  await steps.closeJob(closed.input('close'));
  const { scope, names } = closed;
  const byHand = (kind: Kind, of = kind === 'timesheet' ? names.employee : names.customer) =>
    paperByHand(ctx, scope, { kind, of });
  return { ...closed, organizationId: scope.organizationId, byHand };
}

type Kind = 'sales_invoice' | 'timesheet' | 'delivery_note';
const PAPERS = [
  { kind: 'sales_invoice', adopt: 'adoptJobInvoice', create: 'createJobInvoice', undo: 'cancelJobInvoice' },
  { kind: 'timesheet', adopt: 'adoptJobTimesheet', create: 'createJobTimesheet', undo: 'deleteJobTimesheet' },
  {
    kind: 'delivery_note',
    adopt: 'adoptJobDeliveryNote',
    create: 'createJobDeliveryNote',
    undo: 'cancelJobDeliveryNote',
  },
] as const;

describe.each(PAPERS)('a $kind made by hand', ({ kind, adopt, create, undo }) => {
  it('is written on the job, twice like once', async () => {
    const { organizationId, read, input, byHand } = await aClosedJob();
    const found = await byHand(kind);
    expect(await steps[adopt]({ ...input('step'), found })).toEqual({ name: found });
    const billing_status = kind === 'sales_invoice' ? 'billed' : 'not_billed';
    expect(await read()).toMatchObject({ status: 'completed', [kind]: found, billing_status });
    const before = await everythingOf(ctx, organizationId);
    expect(await steps[adopt]({ ...input('step'), found })).toEqual({ name: found });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('is what the step answers from then on', async () => {
    const { organizationId, input, byHand } = await aClosedJob();
    const found = await byHand(kind);
    await steps[adopt]({ ...input('step'), found });
    const before = await everythingOf(ctx, organizationId);
    expect(await steps[create](input('step'))).toEqual({ name: found });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('is taken off the job and taken back by the undo, after which it cannot be named again', async () => {
    const { organizationId, read, input, byHand } = await aClosedJob();
    const found = await byHand(kind);
    const job = await read();
    await steps[adopt]({ ...input('step'), found });
    await steps[undo](input('step'));
    await steps[undo](input('step'));
    const { version, modified_at } = await read();
    expect(await read()).toEqual({ ...job, version, modified_at });
    const changes = await changesOf(ctx, organizationId);
    expect(changes.filter(({ name }) => name === found).map(({ operation }) => operation)).toEqual([
      'create',
      'submit',
      'update',
      'cancel',
      ...(kind === 'timesheet' ? ['delete'] : []),
    ]);
    await expect(steps[adopt]({ ...input('step'), found })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is the one that the step made, when nobody was told', async () => {
    const { read, input } = await aClosedJob();
    const { name: found } = await steps[create](input('step'));
    expect(await steps[adopt]({ ...input('step'), found })).toEqual({ name: found });
    expect((await read())[kind]).toBe(found);
  });

  it('is refused when it is not there, or of somebody else, and the step can still be done', async () => {
    const { scope, organizationId, read, input, byHand } = await aClosedJob();
    const { name: somebodyElse } =
      kind === 'timesheet'
        ? await createOne(ctx, { scope, definition: employee, values: { employee_name: 'Aino Virtanen' } })
        : await createOne(ctx, { scope, definition: customer, values: { customer_name: 'Cold Store' } });
    const strange = await byHand(kind, somebodyElse);
    const before = await everythingOf(ctx, organizationId);
    for (const [found, code] of [
      ['NO-SUCH-PAPER', 'not_found'],
      [strange, 'conflict'],
    ] as const)
      await expect(steps[adopt]({ ...input('step'), found })).rejects.toMatchObject({ name: 'Fault', code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    const { name } = await steps[create](input('step'));
    expect((await read())[kind]).toBe(name);
  });

  it('is written once by four attempts at once', async () => {
    const { organizationId, read, input, byHand } = await aClosedJob();
    const found = await byHand(kind);
    const before = (await changesOf(ctx, organizationId)).length;
    const attempt = () => steps[adopt]({ ...input('step'), found });
    for (const answer of await Promise.allSettled([attempt(), attempt(), attempt(), attempt()])) {
      if (answer.status === 'fulfilled') expect(answer.value).toEqual({ name: found });
      else expect(answer.reason).toMatchObject({ name: 'Fault', code: 'unavailable' });
    }
    expect(await attempt()).toEqual({ name: found });
    const changes = (await changesOf(ctx, organizationId)).slice(before);
    expect(changes.map(({ operation, name }) => [operation, name])).toEqual([
      ['update', found],
      ['update', (await read()).name],
    ]);
  });

  it('of another organization is not there, nor is the job', async () => {
    const { name, read, input } = await aClosedJob();
    const theirs = await aClosedJob();
    const found = await theirs.byHand(kind);
    await expect(steps[adopt]({ ...input('step'), found })).rejects.toMatchObject({ code: 'not_found' });
    const foreign = aRun({ organization_id: (await anOrganization(ctx)).organizationId, name });
    await expect(steps[adopt]({ ...foreign('step'), found })).rejects.toMatchObject({ code: 'not_found' });
    expect((await read())[kind]).toBeNull();
  });
});

describe('billing the work under an item that a person names', () => {
  const bill = async (name: string, organization: Awaited<ReturnType<typeof aClosedJob>>) => {
    const { items } = await getDocument(ctx, { scope: organization.scope, definition: salesInvoice, name });
    return items.map(({ item, rate }) => [item, rate]);
  };

  it('bills it at the rate of the job type, and the parts as before', async () => {
    const closed = await aClosedJob();
    const { name } = await steps.createJobInvoice({ ...closed.input('invoice'), billingItem: 'FILTER' });
    expect(await bill(name, closed)).toEqual([
      ['FILTER', 18_900],
      ['FILTER', 1_899],
    ]);
  });

  it('refuses one that is not there or disabled, and takes another one afterwards', async () => {
    const closed = await aClosedJob();
    const { names, input } = closed;
    for (const [billingItem, code] of [
      ['NO-SUCH-ITEM', 'not_found'],
      [names.items.disabled, 'invalid'],
    ] as const)
      await expect(steps.createJobInvoice({ ...input('invoice'), billingItem })).rejects.toMatchObject({ code });
    expect((await closed.read()).sales_invoice).toBeNull();
    const { name } = await steps.createJobInvoice({ ...input('invoice'), billingItem: names.items.part });
    expect((await bill(name, closed))[0]).toEqual(['FILTER', 18_900]);
  });

  it('answers the first invoice when that did happen', async () => {
    const closed = await aClosedJob();
    const first = await steps.createJobInvoice(closed.input('invoice'));
    const { input, organizationId } = closed;
    const before = await everythingOf(ctx, organizationId);
    expect(await steps.createJobInvoice({ ...input('invoice'), billingItem: 'FILTER' })).toEqual(first);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    expect((await bill(first.name, closed))[0]).toEqual(['SERVICE', 18_900]);
  });
});
