import { cancelOperation } from '../../../activities/operations/cancel-operation.ts';
import { settleCancellation } from '../../../activities/operations/settle-cancellation.ts';
import { settleDecisions } from '../../../activities/operations/settle-decisions.ts';
import { changesOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOperation } from '../../support/operation-reports.ts';

const ctx = testContext();

/** An operation, and what its document's log says was decided about it. */
async function begin() {
  const operation = await anOperation(ctx, ctx.now().toISOString());
  const { organizationId, run } = operation;
  const notes = async () => (await changesOf(ctx, organizationId)).filter(({ operation: kind }) => kind === 'note');
  const decision = (id: string) => ({ id, step: 'invoice', action: 'retry' as const, actor: 'MEM-00007' });
  return { ...operation, name: run.name, notes, decision };
}

test('a decision that only the run knows of gets its row, and the log of the document says who decided', async () => {
  const { id, name, report, step, decision, stored, notes } = await begin();
  const made = { ...decision('by-hand'), input: { billingItem: 'SERVICE' } };
  await report('running', { steps: [step('invoice', { status: 'running', decisions: [made] })] });
  expect((await stored()).decisions).toMatchObject([
    { id: 'by-hand', state: 'taken', note: null, actor: 'MEM-00007', input: { billingItem: 'SERVICE' } },
  ]);
  expect(await notes()).toEqual([
    {
      seq: expect.any(Number),
      doctype: 'dispatch_job',
      name,
      operation: 'note',
      actor: 'MEM-00007',
      cause: id,
      at: expect.any(String),
      changes: {
        decision: [null, { id: 'by-hand', action: 'retry', step: 'invoice', input: { billingItem: 'SERVICE' } }],
      },
    },
  ]);
});

test('each decision is noted once, however often and at once it is reported', async () => {
  const { report, step, decision, stored, notes } = await begin();
  const first = { steps: [step('invoice', { decisions: [decision('a')] })] };
  const both = { steps: [step('invoice', { decisions: [decision('a'), { ...decision('b'), action: 'skip' }] })] };
  await report('running', first);
  await Promise.all([report('parked', both), report('parked', both), report('parked', both)]);
  await report('completed', both);
  expect((await stored()).decisions.map(({ id, state }) => [id, state]).sort()).toEqual([
    ['a', 'taken'],
    ['b', 'taken'],
  ]);
  expect((await notes()).map(({ changes }) => String(Object(changes).decision[1].id)).sort()).toEqual(['a', 'b']);
});

test('whatever Temporal’s own tools sent is stored, cut to its columns', async () => {
  const { report, step, stored, notes } = await begin();
  const long = 'x'.repeat(5_000);
  const made = { id: long, step: 'invoice', action: 'mark_done', found: long, actor: long } as const;
  const told = { steps: [step('invoice', { decisions: [made] })] };
  await report('running', told);
  await report('completed', told);
  const { decisions } = await stored();
  expect(decisions.map(({ id, found, actor }) => [id.length, found?.length, actor.length])).toEqual([[64, 140, 140]]);
  expect(await notes()).toHaveLength(1);
});

test('a cancellation whose answer was lost is noted with the report that tells of it', async () => {
  const { id, scope, report, stored, notes } = await begin();
  await report('running');
  await cancelOperation(ctx, { scope, operation: id, note: 'Called off' });
  await report('compensating');
  expect(await notes()).toEqual([]);
  await report('cancelled');
  await report('cancelled');
  await settleCancellation(ctx, { scope, operation: id });
  expect((await stored()).decisions).toMatchObject([{ action: 'cancel', state: 'taken', note: 'Called off' }]);
  expect(await notes()).toMatchObject([
    { actor: scope.actor, cause: id, changes: { decision: [null, { action: 'cancel' }] } },
  ]);
});

test('a report without decisions writes nothing', async () => {
  const { run, stored, notes } = await begin();
  await settleDecisions(ctx, { run, report: { status: 'cancelled', steps: [] } });
  expect(await notes()).toEqual([]);
  await expect(stored()).rejects.toMatchObject({ code: 'not_found' });
});
