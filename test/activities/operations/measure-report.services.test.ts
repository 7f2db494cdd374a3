import { measureWaitingOperations } from '../../../activities/operations/measure-waiting-operations.ts';
import { createMetrics } from '../../../activities/context/metrics/create-metrics.ts';
import { OPERATION_STATUS, isOpen } from '../../../domain/operation.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { testContext } from '../../support/context.ts';
import { tellOperation } from '../../support/many-operations.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';

const START = '2026-11-25T09:30:00.000Z';

const away = contextWithoutSystems();
/** A context that has counted nothing yet. */
const real = testContext();
const uncounted = () => ({ ...real, metrics: createMetrics() });

describe('the count of operations that ended', () => {
  it.each(OPERATION_STATUS)(
    'counts a closed one once and an open one never, however often it is reported: %s',
    async (status) => {
      const ctx = uncounted();
      const { report } = await anOperation(ctx, START);
      await report('running');
      await report(status);
      await report(status);
      const { values } = await ctx.metrics.sagaTotal.get();
      expect(values.map(({ labels, value }) => [labels, value])).toEqual(
        isOpen(status) ? [] : [[{ type: 'complete-job', result: status }, 1]],
      );
    },
  );
});

describe('the count of decisions', () => {
  it('counts each once, by what was decided', async () => {
    const ctx = uncounted();
    const { report, step } = await anOperation(ctx, START);
    const retry = { id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00001' } as const;
    const skip = { ...retry, id: 'd2', action: 'skip' } as const;
    await report('parked', { steps: [step('invoice', { status: 'failed', decisions: [retry] })] });
    await report('parked', { steps: [step('invoice', { status: 'failed', decisions: [retry] })] });
    await report('completed', { steps: [step('invoice', { status: 'skipped', decisions: [retry, skip] })] });
    const { values } = await ctx.metrics.sagaDecisionsTotal.get();
    expect(values.map(({ labels, value }) => [labels.action, value])).toEqual([
      ['retry', 1],
      ['skip', 1],
    ]);
  });
});

describe('both counts', () => {
  it('count what was written, although what follows from it fails and is repeated', async () => {
    const ctx = uncounted();
    const { organizationId, run, id, report, step, stored } = await anOperation(ctx, START);
    const retry = { id: 'd1', step: 'invoice', action: 'retry', actor: run.requestedBy } as const;
    await report('running');
    await ctx.db('operation_decisions').insert({
      organization_id: organizationId,
      operation_id: id,
      id: 'broken',
      action: 'skip',
      state: 'refused',
      refusal: 'no JSON',
      actor: run.requestedBy,
      asked_at: '2026-11-25 09:31:00',
    });
    const closing = () => report('completed', { steps: [step('invoice', { decisions: [retry] })] });
    await expect(closing()).rejects.toThrow();
    await ctx.db('operation_decisions').where({ organization_id: organizationId, id: 'broken' }).delete();
    await closing();
    expect(await stored()).toMatchObject({ status: 'completed', decisions: [{ id: 'd1', state: 'taken' }] });
    const counts = [await ctx.metrics.sagaTotal.get(), await ctx.metrics.sagaDecisionsTotal.get()];
    expect(counts.map(({ values }) => values.map(({ value }) => value))).toEqual([[1], [1]]);
  });
});

describe('the gauge of what waits for a person', () => {
  it('tells how many wait and since when, of all organizations together, and not of what is settled', async () => {
    // A kind of its own, since the database is shared.
    const kind = `waiting-${String(process.pid)}`;
    const ctx = { ...uncounted(), now: () => new Date(START) };
    const earlier = { ...ctx, now: () => new Date(Date.parse(START) - 7_200_000) };
    const [first, second] = [await anOrganization(ctx), await anOrganization(ctx)];
    await tellOperation(earlier, first.scope, { kind, status: 'parked' });
    await tellOperation(ctx, second.scope, { kind, status: 'parked' });
    await tellOperation(ctx, second.scope, { kind, status: 'compensation_failed' });
    await tellOperation(ctx, second.scope, { kind, status: 'completed' });
    measureWaitingOperations(ctx);
    const lines = (await ctx.metrics.registry.metrics()).split('\n').filter((line) => line.includes(kind));
    expect(lines.sort()).toEqual([
      `operations_waiting_oldest_seconds{type="${kind}",status="compensation_failed"} 0`,
      `operations_waiting_oldest_seconds{type="${kind}",status="parked"} 7200`,
      `operations_waiting{type="${kind}",status="compensation_failed"} 1`,
      `operations_waiting{type="${kind}",status="parked"} 2`,
      `saga_total{type="${kind}",result="completed"} 1`,
    ]);
  });

  it('has no value while the database does not answer', async () => {
    const { ctx } = away;
    measureWaitingOperations(ctx);
    expect(await ctx.metrics.registry.metrics()).not.toMatch(/^operations_waiting\{/m);
  });

  it('hides no bug: then nothing is told at all', async () => {
    const ctx = uncounted();
    const db = Object.assign(() => {
      throw new TypeError('A bug');
    }, real.db);
    measureWaitingOperations({ ...ctx, db });
    await expect(ctx.metrics.registry.metrics()).rejects.toThrow('A bug');
  });
});
