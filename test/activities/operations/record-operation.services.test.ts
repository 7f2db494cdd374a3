import { randomUUID } from 'node:crypto';

import { getOperation } from '../../../activities/operations/get-operation.ts';
import { recordOperation } from '../../../activities/operations/record-operation.ts';
import { isOpen, OPERATION_STATUS } from '../../../domain/operation.ts';
import { operationId } from '../../../domain/operation-id.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { standingClock } from '../../support/standing-clock.ts';

const clock = standingClock();
const { ctx } = clock;
const at = (seconds: number) => clock.at(seconds * 1000);
const begin = () => anOperation(ctx, at(0));

describe('recordOperation', () => {
  it('writes what a page shows: the run, its state and its steps in order', async () => {
    const { run, id, step, report, stored } = await begin();
    clock.setTo(5_000);
    await report('parked', {
      pivot: 'close',
      failedStep: 'invoice',
      errorCode: 'misconfigured',
      error: 'No income account',
      steps: [
        step('close', { result: { billable: true } }),
        step('invoice', {
          status: 'failed',
          errorCode: 'misconfigured',
          error: 'No income account',
          decisions: [{ id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00001' }],
        }),
      ],
    });
    expect(await stored()).toMatchObject({
      organization_id: run.organizationId,
      id,
      kind: 'complete-job',
      doctype: 'dispatch_job',
      document_name: run.name,
      workflow_id: run.workflowId,
      run_id: run.runId,
      status: 'parked',
      pivot_step: 'close',
      failed_step: 'invoice',
      error_code: 'misconfigured',
      error_message: 'No income account',
      requested_by: run.requestedBy,
      started_at: at(5),
      changed_at: at(5),
      completed_at: null,
      resolved_at: null,
      resolved_by: null,
      resolution: null,
      steps: [
        expect.objectContaining({
          step_name: 'close',
          position: 0,
          status: 'success',
          result: { billable: true },
          decisions: [],
        }),
        expect.objectContaining({
          step_name: 'invoice',
          position: 1,
          status: 'failed',
          error_code: 'misconfigured',
          error: 'No income account',
          decisions: [expect.objectContaining({ action: 'retry', actor: 'MEM-00001' })],
        }),
      ],
    });
  });

  it.each(OPERATION_STATUS)('says of one that is %s whether and when it ended', async (status) => {
    const { report, stored } = await begin();
    await report('running');
    clock.setTo(7_000);
    await report(status);
    expect(await stored()).toMatchObject({ status, started_at: at(0), completed_at: isOpen(status) ? null : at(7) });
  });

  it('notes when the row last came to tell something else, until it ended', async () => {
    const { report, project, stored } = await begin();
    const changedAt = async () => (await stored()).changed_at;
    await report('running');
    clock.setTo(1_000);
    await project({ step: 'close', at: at(1) });
    expect(await changedAt()).toBe(at(1));
    clock.setTo(2_000);
    await report('completed');
    clock.setTo(3_000);
    await project({ step: 'close', attempt: 2, at: at(3) });
    await report('completed');
    expect(await changedAt()).toBe(at(2));
  });

  it('leaves how a step that runs is being tried again, and what is settled', async () => {
    const { organizationId, report, project, step, storedStep, stored, id } = await begin();
    const invoice = step('invoice', { status: 'running' });
    await report('running', { steps: [invoice] });
    await project({ step: 'invoice', attempt: 3, error: { code: 'unavailable', message: 'Away' }, at: at(1) });
    await report('parked', { failedStep: 'delivery', steps: [invoice, step('delivery', { status: 'failed' })] });
    expect(await storedStep('invoice')).toMatchObject({ status: 'running', attempt: 3, error_code: 'unavailable' });
    await report('compensated');
    const resolved = { resolved_at: '2026-11-26 08:00:00.000', resolved_by: 'MEM-00001', resolution: 'Billed by hand' };
    await ctx.db('operations').where({ organization_id: organizationId, id }).update(resolved);
    await report('compensated', { error: 'told again' });
    expect(await stored()).toMatchObject({ resolved_by: 'MEM-00001', resolution: 'Billed by hand' });
  });

  it('keeps what may be decided about a step for as long as the step waits', async () => {
    const { report, project, step, storedStep } = await begin();
    const waits = step('invoice', { status: 'failed', allows: ['retry', 'compensate'] });
    const allows = async () => (await storedStep('invoice')).allows;
    await report('parked', { failedStep: 'invoice', steps: [step('close'), waits] });
    expect([await allows(), (await storedStep('close')).allows]).toEqual([['retry', 'compensate'], null]);
    await project({ step: 'invoice', attempt: 2, at: at(2) });
    expect(await allows()).toBeNull();
    await report('parked', { failedStep: 'invoice', steps: [step('close'), waits] });
    await report('running', { steps: [step('close'), step('invoice', { status: 'running' })] });
    expect(await allows()).toBeNull();
    await report('compensation_failed', {
      steps: [step('invoice', { status: 'compensation_failed', allows: ['retry', 'skip', 'mark_done'] })],
    });
    expect(await allows()).toEqual(['retry', 'skip', 'mark_done']);
    await report('compensated', { steps: [step('invoice', { status: 'compensated' })] });
    expect(await allows()).toBeNull();
  });

  it('reads of what may be decided only what it knows', async () => {
    const { organizationId, report, step, storedStep } = await begin();
    await report('parked', { steps: [step('invoice', { status: 'failed', allows: ['retry'] })] });
    const store = (allows: unknown) =>
      ctx
        .db('operation_steps')
        .where({ organization_id: organizationId })
        .update({ allows: JSON.stringify(allows) });
    await store(['explode', 'skip', 7]);
    expect((await storedStep('invoice')).allows).toEqual(['skip']);
    for (const stored of ['retry', {}, [], ['explode'], null]) {
      await store(stored);
      expect((await storedStep('invoice')).allows).toBeNull();
    }
  });

  it('clears what failed once the run goes on', async () => {
    const { report, stored } = await begin();
    await report('parked', { failedStep: 'invoice', errorCode: 'misconfigured', error: 'No income account' });
    await report('running');
    expect(await stored()).toMatchObject({
      status: 'running',
      failed_step: null,
      error_code: null,
      error_message: null,
    });
  });

  it('changes nothing when it is repeated, not even the time of the end', async () => {
    const { organizationId, step, report } = await begin();
    const closing = { steps: [step('close'), step('invoice', { result: { name: 'SINV-2026-00001' } })] };
    await report('completed', closing);
    const before = await everythingOf(ctx, organizationId);
    clock.setTo(60_000);
    await report('completed', closing);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it.each(['running', 'compensating', 'parked', 'compensation_failed'] as const)(
    'is not reopened by a late report that it is %s',
    async (status) => {
      const { organizationId, step, report } = await begin();
      await report('completed', { steps: [step('close')] });
      const before = await everythingOf(ctx, organizationId);
      await report(status, {
        failedStep: 'close',
        error: 'late',
        steps: [step('close', { status: 'failed' }), step('invoice')],
      });
      expect(await everythingOf(ctx, organizationId)).toBe(before);
    },
  );

  it('keeps runs on one document apart', async () => {
    const { scope, run, id, report, stored } = await begin();
    await report('compensated');
    const again = { ...run, runId: randomUUID() };
    await recordOperation(ctx, { run: again, report: { status: 'running', steps: [] } });
    expect((await stored()).status).toBe('compensated');
    expect((await getOperation(ctx, { scope, id: operationId(run.workflowId, again.runId) })).status).toBe('running');
    expect(id).not.toBe(operationId(run.workflowId, again.runId));
  });

  it('cuts a message that is longer than a page shows, and takes any text', async () => {
    const { report, stored, step } = await begin();
    await report('failed', {
      error: 'x'.repeat(5_000),
      steps: [step('close', { error: '🚐'.repeat(1_000), leftBehind: 'y'.repeat(5_000) })],
    });
    const { error_message, steps } = await stored();
    expect([error_message?.length, steps[0]?.left_behind?.length]).toEqual([1_000, 1_000]);
    for (const error of HOSTILE_TEXTS) {
      const other = await begin();
      await other.report('failed', { error, steps: [other.step('close', { error, result: { error } })] });
      expect(await other.stored()).toMatchObject({ error_message: error, steps: [{ error, result: { error } }] });
    }
  });

  it('is no document: nothing of it stands in the change log', async () => {
    const { organizationId, report, step } = await begin();
    await report('completed', { steps: [step('close')] });
    expect(await changesOf(ctx, organizationId)).toHaveLength(2);
  });
});
