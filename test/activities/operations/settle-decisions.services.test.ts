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

test.each([
  ['nothing at all', null],
  ['no list', { id: 'd1' }],
  ['nothing that is a decision', [null, 7, 'retry', [], { action: 'explode' }]],
])('a report that tells %s of what was decided is written all the same', async (_what, decisions) => {
  const { report, step, stored, storedStep, notes } = await begin();
  await report('running', { steps: [Object.assign(step('invoice'), { decisions })] });
  await report('completed', { steps: [Object.assign(step('invoice'), { decisions })] });
  expect([(await stored()).decisions, (await storedStep('invoice')).decisions, await notes()]).toEqual([[], [], []]);
});

test('a decision is stored and shown as far as it is text', async () => {
  const { report, step, stored, storedStep } = await begin();
  const input = { billingItem: 'SERVICE', rate: 5, more: null };
  const made = { id: 5, step: ['invoice'], action: 'retry', found: {}, input, actor: null };
  const told = { steps: [Object.assign(step('invoice'), { decisions: [made] })] };
  await report('parked', told);
  await report('completed', told);
  const said = { id: '0/invoice', action: 'retry', input: { billingItem: 'SERVICE' }, actor: 'unknown' };
  expect((await stored()).decisions).toMatchObject([{ ...said, step_name: 'invoice', found: null, state: 'taken' }]);
  expect((await storedStep('invoice')).decisions).toEqual([{ ...said, step: 'invoice' }]);
});

test('whatever an earlier version stored of a decision can be read', async () => {
  const { organizationId, id, report, step, decision, stored, storedStep } = await begin();
  await report('running', { steps: [step('invoice', { decisions: [decision('a')] })] });
  const own = { organization_id: organizationId, operation_id: id };
  await ctx
    .db('operation_steps')
    .where(own)
    .update({ decisions: JSON.stringify([{ ...decision('a'), found: 5 }, null]) });
  for (const [text, input] of [
    ['{"billingItem":5,"kept":"A"}', { kept: 'A' }],
    ['["A"]', null],
    ['"A"', null],
    ['null', null],
  ] as const) {
    await ctx.db('operation_decisions').where(own).update({ input: text });
    expect((await stored()).decisions).toMatchObject([{ id: 'a', input }]);
  }
  expect((await storedStep('invoice')).decisions).toEqual([decision('a')]);
  await report('completed', { steps: [step('invoice', { decisions: [decision('a')] })] });
  expect(await stored()).toMatchObject({ status: 'completed' });
});

test('a report without decisions writes nothing', async () => {
  const { run, stored, notes } = await begin();
  await settleDecisions(ctx, { run, report: { status: 'cancelled', steps: [] } });
  expect(await notes()).toEqual([]);
  await expect(stored()).rejects.toMatchObject({ code: 'not_found' });
});
