import { acceptJobCompletion } from '../../../activities/dispatch/accept-job-completion.ts';
import { updateJob } from '../../../activities/dispatch/update-job.ts';
import { recordOperation } from '../../../activities/operations/record-operation.ts';
import type { OperationStatus } from '../../../domain/operation.ts';
import { testContext } from '../../support/context.ts';
import { jobSteps } from '../../support/job-steps.ts';
import { anOrganization } from '../../support/organizations.ts';
import { aRun } from '../../support/steps.ts';

const ctx = testContext();
const { steps, world } = jobSteps(ctx);

describe('acceptJobCompletion', () => {
  const signed = { signed_by_name: 'Ines Moreau', technician_notes: 'Belt replaced' };

  async function operation(job: { organization_id: string; name: string }, status: OperationStatus) {
    const [workflowId = '', runId = ''] = aRun(job)('x').key.split('/');
    const run = {
      organizationId: job.organization_id,
      kind: 'complete-job',
      doctype: 'dispatch_job',
      name: job.name,
      workflowId,
      runId,
      requestedBy: 'MEM-00001',
    };
    await recordOperation(ctx, { run, report: { status, steps: [] } });
    return `complete-job.${job.name}.${runId}`;
  }

  it('writes what the person handed in, before anything runs', async () => {
    const { scope, name, read } = await world();
    const { finished } = await acceptJobCompletion(ctx, { scope, name, values: signed });
    expect(finished).toBeNull();
    const job = await read();
    expect(job).toMatchObject({ ...signed, status: 'in_progress' });
    expect(job.signed_at).toBe(job.completion_requested_at);
  });

  it('lets the same values join, and refuses others while one is under way', async () => {
    const { scope, name, read } = await world();
    await acceptJobCompletion(ctx, { scope, name, values: signed });
    const job = await read();
    await acceptJobCompletion(ctx, { scope, name, values: signed });
    await acceptJobCompletion(ctx, { scope, name, values: {} });
    await expect(
      acceptJobCompletion(ctx, { scope, name, values: { signed_by_name: 'Somebody else' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      details: { fields: [{ pointer: '/signed_by_name' }] },
    });
    expect(await read()).toEqual(job);
  });

  it('accepts other values once an acceptance that started nothing has lapsed', async () => {
    const { scope, name } = await world();
    await acceptJobCompletion(ctx, { scope, name, values: signed });
    const later = { ...ctx, now: () => new Date(Date.now() + 61_000) };
    const { job } = await acceptJobCompletion(later, { scope, name, values: { signed_by_name: 'Somebody else' } });
    expect(job.signed_by_name).toBe('Somebody else');
  });

  it('names the operation that completed the job earlier', async () => {
    const { scope, job, name, input } = await world();
    await acceptJobCompletion(ctx, { scope, name, values: signed });
    const id = await operation(job, 'completed');
    await steps.closeJob(input('close'));
    expect((await acceptJobCompletion(ctx, { scope, name, values: {} })).finished).toBe(id);
    await expect(acceptJobCompletion(ctx, { scope, name, values: { technician_notes: 'Else' } })).rejects.toMatchObject(
      { code: 'conflict' },
    );
  });

  it('joins a run that closed the job and still writes its papers', async () => {
    const { scope, job, name, input } = await world();
    await operation(job, 'running');
    await steps.closeJob(input('close'));
    expect((await acceptJobCompletion(ctx, { scope, name, values: {} })).finished).toBeNull();
  });

  it.each([
    ['unassigned', 'arrived'],
    ['assigned', 'arrived'],
  ] as const)('refuses a job that is %s, and writes nothing', async (status, first) => {
    const { scope, name, job, read } = await world({ status });
    await expect(acceptJobCompletion(ctx, { scope, name, values: signed })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(first),
    });
    expect(await read()).toEqual(job);
  });

  it('accepts a job that has just been arrived at', async () => {
    const { scope, name } = await world({ status: 'arrived' });
    await expect(acceptJobCompletion(ctx, { scope, name, values: {} })).resolves.toMatchObject({ finished: null });
  });

  it('refuses a job without technician or arrival, and a departure before the arrival', async () => {
    const { scope, name } = await world();
    const set = (columns: Record<string, null>) =>
      ctx.db('dispatch_jobs').where({ organization_id: scope.organizationId, name }).update(columns);
    await expect(
      acceptJobCompletion(ctx, { scope, name, values: { actual_departure: '2020-01-01T00:00:00Z' } }),
    ).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ pointer: '/actual_departure' }] } });
    const future = new Date(Date.now() + 10 * 86_400_000).toISOString();
    await expect(acceptJobCompletion(ctx, { scope, name, values: { actual_departure: future } })).rejects.toMatchObject(
      { code: 'invalid', details: { fields: [{ pointer: '/actual_departure' }] } },
    );
    await set({ actual_arrival: null });
    await expect(acceptJobCompletion(ctx, { scope, name, values: {} })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('arrival'),
    });
    await set({ assigned_to: null });
    await expect(acceptJobCompletion(ctx, { scope, name, values: {} })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('technician'),
    });
  });

  it('refuses who may not write jobs, and knows no job of another organization', async () => {
    const { scope, name } = await world();
    await expect(
      acceptJobCompletion(ctx, { scope: { ...scope, roles: ['hr_manager'] }, name, values: {} }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const other = await anOrganization(ctx);
    await expect(acceptJobCompletion(ctx, { scope: other.scope, name, values: {} })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('freezes what will be billed from the acceptance on', async () => {
    const { scope, name } = await world();
    await acceptJobCompletion(ctx, { scope, name, values: {} });
    await expect(updateJob(ctx, { scope, name, changes: { parts_used: [] } })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(updateJob(ctx, { scope, name, changes: { technician_notes: 'Fine' } })).resolves.toMatchObject({
      technician_notes: 'Fine',
    });
  });

  it('thaws what will be billed when an acceptance that started nothing has lapsed', async () => {
    const { scope, name } = await world();
    await acceptJobCompletion(ctx, { scope, name, values: {} });
    const later = { ...ctx, now: () => new Date(Date.now() + 61_000) };
    await expect(updateJob(later, { scope, name, changes: { billable: false } })).resolves.toMatchObject({
      billable: false,
    });
  });
});
