import { defineSearchAttributeKey } from '@temporalio/common';
import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';
import { decideOn, failureOf, reportAt, testTemporal } from '../support/temporal.ts';

const { aJob, client, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const misconfigured = new Fault('misconfigured', 'Account 4000 does not exist');
const refused = new Fault('invalid', 'The hours overlap others');

describe('the record of an operation', () => {
  it('is written at the start and at the end', async () => {
    const { input, job } = aJob();
    const handle = await start('trial', input);
    await handle.result();
    expect(job.attempts[0]).toBe('record');
    expect(job.reports.map(({ report }) => [report.status, report.steps.length])).toEqual([
      ['running', 0],
      ['completed', 4],
    ]);
    expect(job.reports[0]?.run).toEqual({
      kind: 'trial',
      doctype: 'dispatch_job',
      ...input,
      workflowId: handle.workflowId,
      runId: handle.firstExecutionRunId,
    });
  });

  it('is written when a step waits, at each decision, when the unwinding begins and at its end', async () => {
    const { input, job } = aJob();
    job
      .next('invoice', { fails: misconfigured })
      .next('timesheet', { fails: misconfigured })
      .next('close:undo', { fails: refused });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    await decideOn(handle, 'invoice', { action: 'retry' });
    await reportAt(handle, 'parked');
    await decideOn(handle, 'timesheet', { action: 'compensate' });
    await reportAt(handle, 'compensation_failed');
    await decideOn(handle, 'close', { action: 'retry' });
    await failureOf(handle.result());
    expect(job.reports.map(({ report }) => `${report.status} ${report.failedStep ?? '-'}`)).toEqual([
      'running -',
      'parked invoice',
      'running -',
      'parked timesheet',
      'compensating timesheet',
      'compensation_failed timesheet',
      'compensating timesheet',
      'compensated timesheet',
    ]);
  });

  it('waits for the database and never fails the run', async () => {
    const { input, job } = aJob();
    const down = { fails: new Fault('unavailable', 'The database cannot be reached', { retryAfterSeconds: 60 }) };
    job.next('record', down, down, { fails: new TypeError('a defect') }, {}, { fails: new Fault('not_found', 'Gone') });
    await expect((await start('trial', input)).result()).resolves.toHaveLength(3);
    expect(job.reports.map(({ report }) => report.status)).toEqual(['running']);
  });

  it('lets runs be found by their state and by the step that failed', async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    const attributes = async () => {
      const { typedSearchAttributes } = await handle.describe();
      return ['SagaState', 'FailedStep'].map((name) =>
        typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD')),
      );
    };
    expect(await attributes()).toEqual(['parked', 'invoice']);
    await decideOn(handle, 'invoice', { action: 'retry' });
    await handle.result();
    expect(await attributes()).toEqual(['completed', undefined]);
  });

  it("is shown on the run's page in Temporal", async () => {
    const { input, job } = aJob();
    job.next('invoice', { fails: misconfigured });
    const handle = await start('trial', input);
    await reportAt(handle, 'parked');
    const metadata = await client().workflow.getHandle(handle.workflowId).query('__temporal_workflow_metadata');
    const { currentDetails } = z.object({ currentDetails: z.string() }).parse(metadata);
    expect(currentDetails).toBe(
      [
        '**parked** · misconfigured: Account 4000 does not exist',
        '',
        '- `close` success',
        '- `activity` success',
        '- `invoice` failed · Account 4000 does not exist',
      ].join('\n'),
    );
    await decideOn(handle, 'invoice', { action: 'compensate' });
    await failureOf(handle.result());
  });
});
