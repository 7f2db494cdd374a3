import { listComments } from '../../../activities/documents/list-comments.ts';
import { job } from '../../../domain/dispatch/job.ts';
import { comment } from '../../../domain/documents/comment.ts';
import type { StepReport } from '../../../domain/operation.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import { changesOf } from '../../support/changes.ts';
import { aJob } from '../../support/jobs.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';
import { standingClock } from '../../support/standing-clock.ts';

const { ctx, at } = standingClock();

async function begin() {
  const operation = await anOperation(ctx, at(0));
  const { organizationId, scope, run, step } = operation;
  const refused = (decisions: Parameters<typeof step>[1] = {}) =>
    step('invoice', { status: 'failed', error: 'Item OLD-SERVICE is disabled', ...decisions });
  const said = async (): Promise<string[]> => {
    const rows: { content: string; reference_name: string }[] = await ctx
      .db('comments')
      .where({ organization_id: organizationId, reference_doctype: run.doctype, reference_name: run.name })
      .orderBy('name');
    return rows.map(({ content }) => content);
  };
  const decision = { id: 'd1', step: 'invoice', action: 'retry', actor: scope.actor } as const;
  return { ...operation, refused, said, decision };
}

describe('a comment on the document', () => {
  it('is made when the operation waits, each time for something else, and when it ends badly', async () => {
    const { report, refused, said, step, decision } = await begin();
    await report('running', { steps: [step('close')] });
    await report('parked', { failedStep: 'invoice', steps: [step('close'), refused()] });
    await report('running', { steps: [step('close'), refused({ status: 'running', decisions: [decision] })] });
    const otherwise = refused({ decisions: [decision], errorCode: 'outcome_unknown' });
    await report('parked', { failedStep: 'invoice', steps: [step('close'), otherwise] });
    await report('compensating', { steps: [step('close'), refused({ decisions: [decision] })] });
    await report('compensation_failed', { steps: [step('close', { status: 'compensation_failed' }), refused()] });
    await report('compensated', { steps: [step('close', { status: 'compensated' }), refused()] });
    const texts = await said();
    expect(texts.map((text) => /, (waits|could not be undone|did not complete)/.exec(text)?.[1])).toEqual([
      'waits',
      'waits',
      'could not be undone',
      'did not complete',
    ]);
    expect(texts[1]).toContain(`${decision.actor} decided to try step 'invoice' again.`);
  });

  it('is not made again where the operation waits again for the same, however often it was decided', async () => {
    const { report, refused, said, step, decision } = await begin();
    const wait = (step: StepReport) =>
      report('parked', { failedStep: step.step, errorCode: step.errorCode ?? 'conflict', steps: [step] });
    const decisions = [1, 2, 3].map((number) => ({ ...decision, id: `d${String(number)}` }));
    for (const count of [0, 1, 2, 3]) {
      const made = decisions.slice(0, count);
      if (count > 0) await report('running', { steps: [refused({ status: 'running', decisions: made })] });
      await wait(
        refused({ errorCode: 'misconfigured', decisions: made, error: `Account ${String(count)} is disabled` }),
      );
    }
    expect(await said()).toHaveLength(1);
    await wait(refused({ errorCode: 'outcome_unknown', decisions }));
    expect(await said()).toHaveLength(2);
    await wait(step('timesheet', { status: 'failed', errorCode: 'outcome_unknown', error: 'No answer' }));
    expect(await said()).toHaveLength(3);
  });

  it('is not made of one that runs and completes', async () => {
    const { report, said, step } = await begin();
    await report('running');
    await report('completed', { steps: [step('close')] });
    expect(await said()).toEqual([]);
  });

  it('is made once, however often the report comes', async () => {
    const { report, refused, said } = await begin();
    const parked = () => report('parked', { failedStep: 'invoice', steps: [refused()] });
    await parked();
    await Promise.all([parked(), parked(), parked()]);
    expect(await said()).toHaveLength(1);
  });

  it('names who cancelled the operation, unless that was refused', async () => {
    const { organizationId, id, report, said } = await begin();
    const asked = {
      organization_id: organizationId,
      operation_id: id,
      action: 'cancel',
      asked_at: '2026-11-25 09:31:00',
    };
    await ctx.db('operation_decisions').insert([
      { ...asked, id: 'c1', state: 'refused', actor: 'MEM-00008' },
      { ...asked, id: 'c2', state: 'asked', actor: 'MEM-00009' },
    ]);
    await report('cancelled');
    const [text = ''] = await said();
    expect(text).toContain('MEM-00009 cancelled the operation.');
    expect(text).not.toContain('MEM-00008');
  });

  it('is logged with the operation as its cause, and without its text', async () => {
    const { organizationId, id, report, refused } = await begin();
    await report('parked', { failedStep: 'invoice', steps: [refused()] });
    const logged = (await changesOf(ctx, organizationId)).filter(({ doctype }) => doctype === 'comment');
    expect(logged).toMatchObject([{ operation: 'create', actor: 'operation', cause: id, changes: { content: null } }]);
    expect(JSON.stringify(logged)).not.toContain('OLD-SERVICE');
  });
});

describe('listComments', () => {
  async function aCommentedJob() {
    const operation = await begin();
    const found = await aJob(ctx, operation, { status: 'unassigned' });
    await ctx
      .db('operations')
      .where({ organization_id: operation.organizationId })
      .update({ document_name: found.name });
    return { ...operation, name: found.name };
  }

  it('lists what was said, newest first, in pages', async () => {
    const { scope, organizationId, name } = await aCommentedJob();
    for (const number of [1, 2, 3]) {
      await ctx.db('comments').insert({
        organization_id: organizationId,
        name: `CMT-2026-0000${String(number)}`,
        version: 1,
        docstatus: 'draft',
        created_at: `2026-11-25 10:0${String(number)}:00.000`,
        created_by: 'operation',
        modified_at: '2026-11-25 10:00:00.000',
        modified_by: 'operation',
        reference_doctype: 'dispatch_job',
        reference_name: name,
        comment_type: 'operation',
        content: `said ${String(number)}`,
      });
    }
    const page = (cursor?: string) => listComments(ctx, { scope, definition: job, name, limit: 2, cursor });
    const first = await page();
    const second = await page(first.nextCursor ?? '');
    expect([...first.data, ...second.data].map(({ content }) => content)).toEqual(['said 3', 'said 2', 'said 1']);
    expect(second.nextCursor).toBeNull();
  });

  it('knows no job of another organization, and none that is not there', async () => {
    const { name, scope } = await aCommentedJob();
    const stranger = (await anOrganization(ctx)).scope;
    const list = (by: typeof scope, of: string) =>
      listComments(ctx, { scope: by, definition: job, name: of, limit: 2 });
    await expect(list(stranger, name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(list(scope, 'JOB-2026-99999')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for those who may read the job', async () => {
    const { name, scope } = await aCommentedJob();
    for (const role of GIVEN_ROLES) {
      const listed = listComments(ctx, { scope: { ...scope, roles: [role] }, definition: job, name, limit: 2 });
      if (mayDo(job, [role], 'read')) await expect(listed).resolves.toMatchObject({ nextCursor: null });
      else await expect(listed).rejects.toMatchObject({ code: 'forbidden' });
      expect(mayDo(comment, [role], 'read')).toBe(mayDo(job, [role], 'read'));
    }
  });
});
