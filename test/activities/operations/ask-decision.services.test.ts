import { askDecision } from '../../../activities/operations/ask-decision.ts';
import { decisionId } from '../../../activities/operations/decision-id.ts';
import { refuseDecision } from '../../../activities/operations/refuse-decision.ts';
import { job } from '../../../domain/dispatch/job.ts';
import { Fault } from '../../../domain/errors.ts';
import type { DecidedAction } from '../../../domain/operation-decision.ts';
import { isOpen, OPERATION_STATUS } from '../../../domain/operation.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import type { Scope } from '../../../domain/scope.ts';
import { everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const NOTE = 'The account is enabled again.';

async function parked() {
  const operation = await anOperation(ctx, ctx.now().toISOString());
  const { id, scope, organizationId, report, step } = operation;
  const steps = [step('close'), step('invoice', { status: 'failed', errorCode: 'misconfigured', error: 'No account' })];
  const why = { failedStep: 'invoice', errorCode: 'misconfigured', error: 'No account', steps } as const;
  await report('parked', why);
  const decision = decisionId({ organizationId, operation: id, key: 'key-1' });
  const retry = { id: decision, step: 'invoice', action: 'retry' } as const;
  const ask = (over: Partial<Parameters<typeof askDecision>[1]> = {}) =>
    askDecision(ctx, { scope, operation: id, decision: retry, note: NOTE, ...over });
  return { ...operation, decision, retry, ask };
}

test('stores what a person decided, and says which run is to be asked', async () => {
  const { run, scope, stored, decision, retry, ask } = await parked();
  expect(await ask()).toEqual({
    run: { workflowId: run.workflowId, runId: run.runId },
    decision: { ...retry, actor: scope.actor },
    taken: false,
  });
  const expected: { action: DecidedAction } = { action: 'retry' };
  expect((await stored()).decisions).toEqual([
    {
      ...expected,
      operation_id: expect.any(String),
      id: decision,
      step_name: 'invoice',
      found: null,
      input: null,
      note: NOTE,
      state: 'asked',
      refusal: null,
      actor: scope.actor,
      asked_at: expect.any(String),
      settled_at: null,
    },
  ]);
});

test('keeps what was found, and what replaces the input, as it was sent', async () => {
  const { stored, retry, ask, organizationId, id } = await parked();
  await ask({ decision: { ...retry, input: { billingItem: 'SERVICE', a: 'Ü 🚐' } } });
  const other = decisionId({ organizationId, operation: id, key: 'key-2' });
  await ask({ decision: { id: other, step: 'invoice', action: 'mark_done', found: 'SINV-2026-00001' } });
  const { decisions } = await stored();
  expect(decisions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'retry', input: { billingItem: 'SERVICE', a: 'Ü 🚐' }, found: null }),
      expect.objectContaining({ action: 'mark_done', input: null, found: 'SINV-2026-00001' }),
    ]),
  );
});

test('asked twice it is one decision', async () => {
  const { organizationId, ask } = await parked();
  const first = await ask();
  const before = await everythingOf(ctx, organizationId);
  expect(await ask()).toEqual(first);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([first, first, first]);
  expect(await everythingOf(ctx, organizationId)).toBe(before);
});

test('says that the run has taken it, also once the operation has ended', async () => {
  const { scope, ask, report, step, retry, stored } = await parked();
  await ask();
  const decisions = [{ ...retry, actor: scope.actor }];
  await report('completed', { steps: [step('close'), step('invoice', { decisions })] });
  expect(await ask()).toMatchObject({ taken: true });
  expect((await stored()).decisions).toMatchObject([{ state: 'taken', note: NOTE }]);
});

test('refuses other content under the same id, and changes nothing', async () => {
  const { organizationId, scope, retry, ask } = await parked();
  await ask();
  const before = await everythingOf(ctx, organizationId);
  const others: Parameters<typeof ask>[0][] = [
    { note: 'Another reason' },
    { decision: { ...retry, action: 'skip' } },
    { decision: { ...retry, step: 'close' } },
    { decision: { ...retry, input: { billingItem: 'SERVICE' } } },
    { scope: { ...scope, actor: 'MEM-00099' } },
  ];
  for (const other of others) await expect(ask(other)).rejects.toMatchObject({ code: 'conflict' });
  expect(await everythingOf(ctx, organizationId)).toBe(before);
});

test('repeats a refusal of the run as it was, however long its sentence', async () => {
  for (const sentence of ["Step 'invoice' is not waiting", `"${'"'.repeat(5_000)}`]) {
    const { scope, id, decision, ask, stored } = await parked();
    await ask();
    await refuseDecision(ctx, { scope, operation: id, id: decision, fault: new Fault('conflict', sentence) });
    const refused: unknown = await ask().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'conflict' });
    expect(sentence.startsWith(refused instanceof Fault ? refused.message : '?')).toBe(true);
    expect((await stored()).decisions).toMatchObject([{ state: 'refused' }]);
  }
});

test('of refused decisions the newest fifty are kept, and all that were taken or asked', async () => {
  const { organizationId, scope, id, retry, ask, report, step, stored } = await parked();
  const clock = { ...ctx, now: () => new Date(nowMs++) };
  let nowMs = Date.now();
  const keyed = (key: string) => decisionId({ organizationId, operation: id, key });
  const askUnder = (key: string) => ask({ decision: { ...retry, id: keyed(key) } });
  const refuse = async (key: string) => {
    await askUnder(key);
    const fault = new Fault('conflict', `No ${key}`);
    await refuseDecision(clock, { scope, operation: id, id: keyed(key), fault });
  };
  await askUnder('taken');
  await report('parked', {
    steps: [step('invoice', { decisions: [{ ...retry, id: keyed('taken'), actor: scope.actor }] })],
  });
  await askUnder('asked');
  const other = await parked();
  await other.ask();
  const fault = new Fault('conflict', 'No');
  await refuseDecision(ctx, { scope: other.scope, operation: other.id, id: other.decision, fault });
  for (let number = 1; number <= 53; number++) await refuse(`key-${String(number)}`);
  await Promise.all([54, 55].map((number) => refuse(`key-${String(number)}`)));
  const { decisions } = await stored();
  const kept = new Set(decisions.filter(({ state }) => state === 'refused').map((row) => row.id));
  expect(kept).toEqual(new Set(Array.from({ length: 50 }, (_, place) => keyed(`key-${String(place + 6)}`))));
  expect(
    decisions
      .filter(({ state }) => state !== 'refused')
      .map(({ state }) => state)
      .sort(),
  ).toEqual(['asked', 'taken']);
  expect((await other.stored()).decisions).toHaveLength(1);
  await expect(askUnder('key-6')).rejects.toMatchObject({ code: 'conflict', message: 'No key-6' });
  // Its refusal was dropped: it is judged anew.
  expect(await askUnder('key-1')).toMatchObject({ taken: false });
}, 60_000);

test('a refusal that comes late changes nothing about what was taken', async () => {
  const { organizationId, scope, id, decision, ask, report, step, retry } = await parked();
  await ask();
  await report('running', { steps: [step('invoice', { decisions: [{ ...retry, actor: scope.actor }] })] });
  const before = await everythingOf(ctx, organizationId);
  await refuseDecision(ctx, { scope, operation: id, id: decision, fault: new Fault('conflict', 'Late') });
  expect(await everythingOf(ctx, organizationId)).toBe(before);
});

test.each(OPERATION_STATUS)(
  'of an operation that is %s it is accepted only while something may wait',
  async (status) => {
    const { ask, report } = await parked();
    await report(status);
    if (isOpen(status)) expect(await ask()).toMatchObject({ taken: false });
    else await expect(ask()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(status) });
  },
);

test.each<[string, Partial<Parameters<typeof askDecision>[1]['decision']>]>([
  ['something found with a retry', { found: 'SINV-2026-00001' }],
  ['an input with a skip', { action: 'skip', input: { billingItem: 'SERVICE' } }],
])('refuses %s before anything is stored', async (_what, over) => {
  const { organizationId, retry, ask } = await parked();
  const before = await everythingOf(ctx, organizationId);
  await expect(ask({ decision: { ...retry, ...over } })).rejects.toMatchObject({ code: 'invalid' });
  expect(await everythingOf(ctx, organizationId)).toBe(before);
});

test.each(GIVEN_ROLES)('as %s it needs the right to repair', async (role) => {
  const { organizationId, scope, ask } = await parked();
  const before = await everythingOf(ctx, organizationId);
  const asked = ask({ scope: { ...scope, roles: [role] } });
  if (mayDo(job, [role], 'repair')) expect(await asked).toMatchObject({ taken: false });
  else {
    const code = mayDo(job, [role], 'read') ? 'forbidden' : 'not_found';
    await expect(asked).rejects.toMatchObject({ code });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  }
});

test('does not know the operation of another organization', async () => {
  const { ask, id } = await parked();
  const stranger: Scope = (await anOrganization(ctx)).scope;
  const before = await everythingOf(ctx, stranger.organizationId);
  await expect(ask({ scope: stranger })).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask({ operation: id.toUpperCase() })).rejects.toMatchObject({ code: 'not_found' });
  expect(await everythingOf(ctx, stranger.organizationId)).toBe(before);
});
