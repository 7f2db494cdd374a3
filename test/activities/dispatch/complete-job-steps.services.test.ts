import { updateJob } from '../../../activities/dispatch/update-job.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import type { Job } from '../../../domain/dispatch/job.ts';
import { communication } from '../../../domain/records/communication.ts';
import { deliveryNote } from '../../../domain/records/delivery-note.ts';
import { salesInvoice } from '../../../domain/records/sales-invoice.ts';
import { timesheet } from '../../../domain/records/timesheet.ts';
import { testContext } from '../../support/context.ts';
import { jobSteps } from '../../support/job-steps.ts';
import { aJob } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';
import { aRun } from '../../support/steps.ts';

const ctx = testContext();
const { steps, world } = jobSteps(ctx);
const withStock = { values: { parts_used: [{ item: 'FILTER', quantity: 2, source: 'stock' as const }] } };

/** What undoing everything must leave as it was: all but the version, and who changed it last and when. */
const essence = (job: Job) => ({ ...job, version: 0, modified_at: '', modified_by: '', status_updated_at: '' });

describe('the steps of completing a job', () => {
  it('close, bill, book, deliver and note, and write the papers on the job', async () => {
    const { scope, read, input, name } = await world(withStock);
    expect(await steps.closeJob(input('close'))).toEqual({ billable: true, usedStock: true });
    const invoice = await steps.createJobInvoice(input('invoice'));
    const hours = await steps.createJobTimesheet(input('timesheet'));
    const delivery = await steps.createJobDeliveryNote(input('delivery'));
    const note = await steps.recordJobActivity(input('activity'));

    const job = await read();
    expect(job).toMatchObject({
      status: 'completed',
      billing_status: 'billed',
      sales_invoice: invoice.name,
      timesheet: hours.name,
      delivery_note: delivery.name,
    });
    expect(job.assignments.map(({ status }) => status)).toEqual(['completed']);
    const booked = await getDocument(ctx, { scope, definition: timesheet, name: hours.name });
    expect(booked.time_logs).toEqual([
      {
        activity_type: 'Job',
        from_time: job.actual_arrival,
        to_time: job.actual_departure,
        hours: 1.5,
        project: null,
        is_billable: false,
      },
    ]);
    const bill = await getDocument(ctx, { scope, definition: salesInvoice, name: invoice.name });
    expect(bill.items.map((line) => [line.item, line.quantity, line.rate])).toEqual([
      ['SERVICE', 1, 18_900],
      ['FILTER', 2, 1_899],
    ]);
    expect(await getDocument(ctx, { scope, definition: communication, name: note.name })).toMatchObject({
      reference_name: name,
      subject: `Job ${name} completed`,
    });
  });

  it('say and do the same the second time', async () => {
    const { read, input } = await world(withStock);
    const run = async () => [
      await steps.closeJob(input('close')),
      await steps.createJobInvoice(input('invoice')),
      await steps.createJobTimesheet(input('timesheet')),
      await steps.createJobDeliveryNote(input('delivery')),
      await steps.recordJobActivity(input('activity')),
    ];
    const first = await run();
    const job = await read();
    expect(await run()).toEqual(first);
    expect(await read()).toEqual(job);
  });

  it('undone in reverse order, twice, leave the job as it was found', async () => {
    const { scope, job, read, input } = await world(withStock);
    await steps.closeJob(input('close'));
    const invoice = await steps.createJobInvoice(input('invoice'));
    const hours = await steps.createJobTimesheet(input('timesheet'));
    await steps.createJobDeliveryNote(input('delivery'));
    for (let time = 0; time < 2; time += 1) {
      await steps.cancelJobDeliveryNote(input('delivery'));
      await steps.deleteJobTimesheet(input('timesheet'));
      await steps.cancelJobInvoice(input('invoice'));
      await steps.reopenJob(input('close'));
    }
    expect(essence(await read())).toEqual(essence(job));
    expect(await getDocument(ctx, { scope, definition: salesInvoice, name: invoice.name })).toMatchObject({
      docstatus: 'cancelled',
      status: 'cancelled',
    });
    await expect(getDocument(ctx, { scope, definition: timesheet, name: hours.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('undone before they happened leave the job alone, and cannot happen afterwards', async () => {
    const { job, read, input } = await world(withStock);
    await steps.cancelJobDeliveryNote(input('delivery'));
    await steps.deleteJobTimesheet(input('timesheet'));
    await steps.cancelJobInvoice(input('invoice'));
    await steps.reopenJob(input('close'));
    await expect(steps.closeJob(input('close'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(steps.createJobInvoice(input('invoice'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await read()).toEqual(job);
  });

  it('keep a departure that was recorded, and take back one that closing set', async () => {
    const { scope, job, name, read, input } = await world();
    const departure = new Date(Date.parse(job.actual_arrival ?? '') + 600_000).toISOString();
    await updateJob(ctx, { scope, name, changes: { actual_departure: departure } });
    await steps.closeJob(input('close'));
    expect(await read()).toMatchObject({ actual_departure: departure, actual_duration: 600 });
    await steps.reopenJob(input('close'));
    expect(await read()).toMatchObject({ status: 'in_progress', actual_departure: departure, actual_duration: 600 });
  });

  it('refuse a job whose billing item is disabled, whose type bills nothing, and hours that overlap', async () => {
    const { scope, names, read, input, organization } = await world();
    await steps.closeJob(input('close'));
    await ctx
      .db('items')
      .where({ organization_id: scope.organizationId, name: names.items.service })
      .update({ disabled: true });
    await expect(steps.createJobInvoice(input('invoice'))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('disabled'),
    });
    await ctx.db('dispatch_job_types').where({ organization_id: scope.organizationId }).update({ billing_item: null });
    await expect(steps.createJobInvoice(input('invoice'))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('nothing to bill'),
    });
    await steps.createJobTimesheet(input('timesheet'));
    const rival = await aJob(ctx, organization, { among: names });
    const other = aRun(rival);
    await steps.closeJob(other('close'));
    await expect(steps.createJobTimesheet(other('timesheet'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('overlap'),
    });
    expect((await read()).sales_invoice).toBeNull();
  });

  it('refuse another run on a job that is completed, and its undo does not open it again', async () => {
    const { job, read, input } = await world();
    await steps.closeJob(input('close'));
    const second = aRun(job);
    await expect(steps.closeJob(second('close'))).rejects.toMatchObject({ code: 'conflict' });
    await steps.reopenJob(second('close'));
    expect((await read()).status).toBe('completed');
  });

  it('answer not_found for a job of another organization', async () => {
    const { name, read } = await world();
    const foreign = aRun({ organization_id: (await anOrganization(ctx)).organizationId, name });
    for (const step of [steps.closeJob, steps.createJobInvoice, steps.createJobTimesheet, steps.recordJobActivity]) {
      await expect(step(foreign('step'))).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await read()).status).toBe('in_progress');
  });
});

describe('a submitted paper', () => {
  it('is not changed any more', async () => {
    const { scope, input } = await world();
    await steps.closeJob(input('close'));
    const { name } = await steps.createJobInvoice(input('invoice'));
    const change = withTx(ctx, scope, async (tx) =>
      updateDocument(tx, salesInvoice, {
        document: await lockDocument(tx, salesInvoice, { right: 'write', name }),
        changes: { due_date: '2030-01-01' },
      }),
    );
    await expect(change).rejects.toMatchObject({ code: 'conflict' });
  });

  it('let go of papers that a person took back by hand: off the job, twice as once, the papers untouched', async () => {
    const { scope, read, input } = await world(withStock);
    await steps.closeJob(input('close'));
    const invoice = await steps.createJobInvoice(input('invoice'));
    const delivery = await steps.createJobDeliveryNote(input('delivery'));
    for (let times = 0; times < 2; times += 1) {
      await steps.unlinkJobInvoice(input('invoice'));
      await steps.unlinkJobDeliveryNote(input('delivery'));
    }
    expect(await read()).toMatchObject({ sales_invoice: null, billing_status: 'not_billed', delivery_note: null });
    const bill = await getDocument(ctx, { scope, definition: salesInvoice, name: invoice.name });
    const note = await getDocument(ctx, { scope, definition: deliveryNote, name: delivery.name });
    expect([bill.docstatus, note.docstatus]).toEqual(['submitted', 'submitted']);
  });

  it('let go of nothing when the step never happened', async () => {
    const { read, input } = await world();
    const before = await read();
    await steps.unlinkJobInvoice(input('invoice'));
    expect(await read()).toEqual(before);
  });
});
