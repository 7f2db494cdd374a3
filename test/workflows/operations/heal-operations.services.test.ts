import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { HealOperationsResult } from '../../../workflows/operations/heal-operations.ts';
import { testRepairs } from '../../support/api-repairs.ts';
import { everythingOf } from '../../support/changes.ts';
import { tellOperation } from '../../support/many-operations.ts';

const { ctx, started, worker, world } = testRepairs();
jest.setTimeout(120_000);

const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString().replace('T', ' ').replace('Z', '');

/** As if the rows had told nothing for so long, and had last told this. */
const silent = (organizationId: string, id: string, last: object = {}): Promise<number> =>
  ctx
    .db('operations')
    .where({ organization_id: organizationId, id })
    .update({ changed_at: minutesAgo(20), ...last });

const heal = (): Promise<HealOperationsResult> =>
  started().temporal.workflow.execute('healOperations', {
    workflowId: `heal-operations-${randomUUID()}`,
    taskQueue: 'core',
    args: [{ batch: 2 }],
  });

const handleOf = (organizationId: string, id: string) => {
  const [kind = '', name = '', runId = ''] = id.split('.');
  return started().temporal.workflow.getHandle(`${kind}:${organizationId}:${name}`, runId);
};

/** What a worker leaves behind that is killed between the last step and the closing report. */
const LEFT_OPEN = { status: 'running', completed_at: null };

describe('healing', () => {
  it('never closes a run that goes on, and writes what its rows have missed', async () => {
    const { organizationId, parked, stored } = await world();
    const [right, behind] = [await parked(), await parked()];
    const before = { ...(await stored(right.id)), changed_at: expect.any(String) };
    await silent(organizationId, right.id);
    await silent(organizationId, behind.id, { status: 'running', failed_step: null, error_code: null });
    await heal();
    expect(await stored(right.id)).toEqual(before);
    expect(await stored(behind.id)).toMatchObject({
      status: 'parked',
      failed_step: 'invoice',
      error_code: 'misconfigured',
      completed_at: null,
    });
  });

  it('closes a run that was terminated, as an outcome that is not known', async () => {
    const { organizationId, parked, stored } = await world();
    const { id } = await parked();
    await handleOf(organizationId, id).terminate('a test');
    await silent(organizationId, id);
    await heal();
    expect(await stored(id)).toMatchObject({
      status: 'failed',
      failed_step: 'invoice',
      error_code: 'outcome_unknown',
      completed_at: expect.any(String),
      steps: [
        { step_name: 'close', status: 'success' },
        { step_name: 'invoice', status: 'failed' },
      ],
    });
  });

  it('closes what a worker left open that was killed before the closing report, as it ended', async () => {
    const { organizationId, complete, storedAs, stored } = await world();
    const { id } = await complete();
    await storedAs(id, 'completed');
    await silent(organizationId, id, LEFT_OPEN);
    await ctx.db('operation_steps').where({ organization_id: organizationId, step_name: 'activity' }).delete();
    await heal();
    const { status, steps } = await stored(id);
    expect([status, steps.map(({ step_name }) => step_name)]).toEqual([
      'completed',
      ['close', 'invoice', 'timesheet', 'activity'],
    ]);
  });

  it('closes what Temporal does not know, and comments on the document once', async () => {
    const { organizationId, scope, stored } = await world();
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => tellOperation(ctx, scope, { name: `JOB-${String(number)}`, status: 'running' })),
    );
    for (const id of ids) await silent(organizationId, id);
    const { healed, silent: found } = await heal();
    expect([healed >= 5, found >= 5]).toEqual([true, true]);
    for (const id of ids)
      expect(await stored(id)).toMatchObject({ status: 'failed', error_code: 'outcome_unknown', resolved_at: null });
    const after = await everythingOf(ctx, organizationId);
    await heal();
    expect(await everythingOf(ctx, organizationId)).toBe(after);
    expect(await ctx.db('comments').where({ organization_id: organizationId })).toHaveLength(5);
  });

  it('leaves alone what ended, what was settled, and what has told of itself lately', async () => {
    const { organizationId, scope } = await world();
    const settled = await tellOperation(ctx, scope, { name: 'JOB-1', status: 'compensated' });
    await silent(organizationId, settled, { resolved_at: minutesAgo(1), resolved_by: scope.actor, resolution: 'Seen' });
    await tellOperation(ctx, scope, { name: 'JOB-2', status: 'running' });
    const before = await everythingOf(ctx, organizationId);
    await heal();
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('needs no row of a run that nobody noted: its own report makes it', async () => {
    const { organizationId, parked, enableAccount, storedAs } = await world();
    const { id } = await parked();
    for (const table of ['operation_steps', 'operations'])
      await ctx.db(table).where({ organization_id: organizationId }).delete();
    await enableAccount();
    const decision = { id: randomUUID(), step: 'invoice', action: 'retry', actor: 'MEM-00001' };
    await handleOf(organizationId, id).executeUpdate('decide', { args: [decision] });
    expect(await storedAs(id, 'completed')).toMatchObject({ steps: { length: 4 } });
  });

  it('is begun by the schedule that the worker made, and goes on where a worker died', async () => {
    const { organizationId, parked, storedAs } = await world();
    const { id } = await parked();
    await handleOf(organizationId, id).terminate('a test');
    await silent(organizationId, id);
    await worker.stop();
    const schedule = started().temporal.schedule.getHandle('heal-operations');
    await schedule.trigger();
    await sleep(500);
    await worker.start();
    const { info, policies } = await schedule.describe();
    // What the server had handed to the worker that is gone is only repeated after the two minutes of its activity.
    for (const { action } of info.recentActions)
      await started().temporal.workflow.getHandle(action.workflow.workflowId).result();
    await storedAs(id, 'failed');
    expect([info.numActionsTaken, policies.overlap, policies.catchupWindow]).toEqual([1, 'SKIP', 60_000]);
  }, 200_000);
});
