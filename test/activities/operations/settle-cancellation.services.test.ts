import { acceptCancellation } from '../../../activities/operations/accept-cancellation.ts';
import type { OperationReport, OperationStatus } from '../../../domain/operation.ts';
import { changesOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOperation } from '../../support/operation-reports.ts';

const ctx = testContext();
const FAILED = { failedStep: 'invoice', errorCode: 'conflict', error: 'The period is closed.' } as const;

/** An operation that somebody has asked to cancel, and what came of it. */
async function aCancelledOne() {
  const operation = await anOperation(ctx, ctx.now().toISOString());
  const { organizationId, scope, id, report, stored } = operation;
  await report('running');
  await acceptCancellation(ctx, { scope, operation: id, note: 'Called off' });
  const notes = async () => (await changesOf(ctx, organizationId)).filter(({ operation: kind }) => kind === 'note');
  const decision = async () => (await stored()).decisions.find(({ action }) => action === 'cancel');
  return { ...operation, notes, decision };
}

test.each(['compensating', 'compensation_failed', 'cancelled'] as const)(
  'a report that is %s without a failure tells that it was taken, and so does the log of the document, once',
  async (status) => {
    const { scope, id, report, notes, decision } = await aCancelledOne();
    await report('parked', FAILED);
    expect(await decision()).toMatchObject({ state: 'asked' });
    expect(await notes()).toEqual([]);
    await Promise.all([report(status), report(status)]);
    await report('cancelled');
    expect(await decision()).toMatchObject({ state: 'taken', note: 'Called off', refusal: null });
    const logged = await notes();
    expect(logged).toMatchObject([
      { actor: scope.actor, cause: id, changes: { decision: [null, { action: 'cancel' }] } },
    ]);
    expect(JSON.stringify(logged)).not.toContain('Called off');
  },
);

test.each<[OperationStatus, Partial<OperationReport>, RegExp]>([
  ['completed', {}, /completed before the cancellation reached it/],
  ['running', { pivot: 'settle' }, /had passed step 'settle'/],
  ['parked', { pivot: 'settle', ...FAILED }, /had passed step 'settle'/],
  ['compensating', FAILED, /had failed when the cancellation reached it/],
  ['compensated', FAILED, /not because of the cancellation/],
  ['failed', FAILED, /not because of the cancellation/],
])(
  'a report that is %s with %j tells that something was faster, and the log nothing',
  async (status, over, sentence) => {
    const { id, report, notes, decision } = await aCancelledOne();
    await report(status, over);
    expect(await decision()).toMatchObject({
      state: 'refused',
      refusal: { code: 'conflict', detail: expect.stringMatching(sentence) },
    });
    expect((await decision())?.refusal?.detail).toContain(id);
    await report(status, over);
    expect(await notes()).toEqual([]);
  },
);

test('what was taken stays taken, whatever later reports tell', async () => {
  const { report, notes, decision } = await aCancelledOne();
  await report('compensating');
  await report('failed', FAILED);
  expect(await decision()).toMatchObject({ state: 'taken', refusal: null });
  expect(await notes()).toHaveLength(1);
});

test('everybody who asked before it was taken is named', async () => {
  const { id, scope, report, notes, stored } = await aCancelledOne();
  await acceptCancellation(ctx, { scope: { ...scope, actor: 'MEM-00002' }, operation: id, note: 'Me too' });
  await report('cancelled');
  expect((await stored()).decisions.map(({ state }) => state)).toEqual(['taken', 'taken']);
  expect((await notes()).map(({ actor }) => actor).sort()).toEqual([scope.actor, 'MEM-00002'].sort());
});

test('a cancellation that was made in Temporal itself names nobody', async () => {
  const { organizationId, report, stored } = await anOperation(ctx, ctx.now().toISOString());
  await report('compensating');
  await report('cancelled');
  expect((await stored()).decisions).toEqual([]);
  expect((await changesOf(ctx, organizationId)).filter(({ operation }) => operation === 'note')).toEqual([]);
});
