import { randomUUID } from 'node:crypto';

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

import { decideOperationRoute } from '../../../api/operations/decide-operation.ts';
import { getOperationRoute } from '../../../api/operations/get-operation.ts';
import { Prefer } from '../../../api/http/prefer.ts';
import { bodyOf, described, problemOf } from '../../support/api-client.ts';
import { testRepairs } from '../../support/api-repairs.ts';
import { readable } from '../../support/readable-history.ts';

const { ctx, started, worker, restartApi, world, lines } = testRepairs();
jest.setTimeout(120_000);
const StatusOf = z.object({ status: z.string() });
const StepsOf = z.object({
  steps: z.array(
    z.object({ name: z.string(), attempts: z.number(), decisions: z.array(z.object({ state: z.string() })) }),
  ),
});
const NOTE = 'The account is enabled again.';

const attemptsOf = (view: unknown): [string, number][] =>
  StepsOf.parse(view).steps.map(({ name, attempts }) => [name, attempts]);

test('a step that was parked by a disabled account goes on in the same run once it is repaired and decided', async () => {
  const { scope, account, call, parked, enableAccount, decide, papers, notes } = await world();
  const { id, path, job } = await parked();
  const waits = described(getOperationRoute, await call().get(path));
  expect(waits).toMatchObject({
    status: 'parked',
    failedStep: 'invoice',
    error: {
      code: 'misconfigured',
      detail: `Account ${account} of item 'SERVICE' is disabled. Enable it, or give the item another income account.`,
    },
    progress: { phase: 'waiting' },
    decisions: [],
    steps: [
      { name: 'close', allows: null },
      { name: 'invoice', allows: ['retry', 'mark_done', 'compensate'] },
    ],
  });
  await enableAccount();
  lines.length = 0;
  const response = await decide(path).set('Prefer', 'wait=30');
  expect(response.status).toBe(200);
  const after = described(decideOperationRoute, response);
  const made = {
    id: expect.stringMatching(/^[0-9a-f]{64}$/),
    action: 'retry',
    step: 'invoice',
    by: scope.actor,
    at: expect.any(String),
    note: NOTE,
    found: null,
    input: null,
    state: 'taken',
  };
  expect(after).toMatchObject({
    id,
    status: 'completed',
    failedStep: null,
    error: null,
    steps: [
      { name: 'close', status: 'success', attempts: 1, decisions: [] },
      { name: 'invoice', status: 'success', allows: null, decisions: [made] },
      { name: 'timesheet', status: 'success', attempts: 1 },
      { name: 'activity', status: 'success', attempts: 1 },
    ],
  });
  expect(attemptsOf(after)[0]).toEqual(attemptsOf(waits)[0]);
  expect(await papers()).toEqual({ invoices: 1, timesheets: 1 });
  expect(await notes()).toMatchObject([
    {
      doctype: 'dispatch_job',
      name: job,
      actor: scope.actor,
      cause: id,
      changes: { decision: [null, { action: 'retry', step: 'invoice' }] },
    },
  ]);
  expect(`${lines.join('')}${JSON.stringify(await notes())}`).not.toContain(NOTE);
});

test('Temporal is told neither the note nor the key', async () => {
  const { parked, decide } = await world();
  const { id, path } = await parked();
  await decide(path, { note: 'CANARY-note' }, 'CANARY-key').set('Prefer', 'wait=5');
  const { workflow } = started().temporal;
  const [kind = '', name = ''] = id.split('.');
  const history = await workflow.getHandle(`${kind}:${await organizationOf(id)}:${name}`).fetchHistory();
  const text = readable(historyToJSON(history));
  // That the decision is there shows that what was encrypted is searched.
  expect(text).toMatch(/"step":"invoice","action":"retry"|"action":"retry"[^}]*"step":"invoice"/);
  expect(text).not.toContain('CANARY');
});

test('one that no row tells of yet says what may be decided as well', async () => {
  const { parked, call, organizationId } = await world();
  const { path } = await parked();
  await ctx.db('operations').where({ organization_id: organizationId }).delete();
  expect(described(getOperationRoute, await call().get(path))).toMatchObject({
    status: 'parked',
    steps: [{ allows: null }, { name: 'invoice', allows: ['retry', 'mark_done', 'compensate'] }],
  });
});

test('without a wait it is answered with the operation as it stands once the run has taken the decision', async () => {
  const { parked, decide, enableAccount, storedAs } = await world();
  const { id, path } = await parked();
  await enableAccount();
  const response = await decide(path).set('Prefer', 'wait=0');
  expect(response.status).toBe(200);
  expect(described(decideOperationRoute, response)).toMatchObject({ id });
  expect(await storedAs(id, 'completed')).toMatchObject({ decisions: [{ state: 'taken' }] });
  expect(Prefer.shape.Prefer.meta()?.description).not.toMatch(/20\d/);
});

test.each(['decide', 'cancel', 'resolve'])('no reason that nobody can see is taken: %s', async (verb) => {
  const { parked, call, stored } = await world();
  const { id, path } = await parked();
  const decision = verb === 'decide' ? { step: 'invoice', action: 'retry' } : {};
  const problem = problemOf(
    await call()
      .post(`${path}/${verb}`)
      .send({ ...decision, note: '\u200b\u2060' }),
  );
  expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/note' }] });
  expect(await stored(id)).toMatchObject({ status: 'parked', decisions: [] });
});

test('one that waits again is answered as soon as it does, with its new reason', async () => {
  const { parked, decide } = await world();
  const { path } = await parked();
  const startedAtMs = performance.now();
  const view = described(decideOperationRoute, await decide(path).set('Prefer', 'wait=30'));
  expect(performance.now() - startedAtMs).toBeLessThan(20_000);
  expect(view).toMatchObject({
    status: 'parked',
    failedStep: 'invoice',
    error: { code: 'misconfigured' },
    steps: [{ name: 'close' }, { name: 'invoice', decisions: [{ state: 'taken' }] }],
  });
});

test('the same key twice decides once, at once and later, and other content under it is refused', async () => {
  const { parked, decide, enableAccount, notes, papers } = await world();
  const { path } = await parked();
  const first = await decide(path, {}, 'key-1').set('Prefer', 'wait=30');
  expect(bodyOf(first)).toMatchObject({ status: 'parked' });
  expect(problemOf(await decide(path, { note: 'Another' }, 'key-1'))).toMatchObject({ status: 409, code: 'conflict' });
  const again = await decide(path, {}, 'key-1').set('Prefer', 'wait=30');
  expect([again.status, bodyOf(again)]).toEqual([200, bodyOf(first)]);
  expect(await notes()).toHaveLength(1);
  await enableAccount();
  const answers = await Promise.all([1, 2, 3].map(() => decide(path, {}, 'key-2').set('Prefer', 'wait=30')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.map((answer) => StatusOf.parse(bodyOf(answer)).status)).toEqual([
    'completed',
    'completed',
    'completed',
  ]);
  expect(await notes()).toHaveLength(2);
  expect(await papers()).toEqual({ invoices: 1, timesheets: 1 });
});

test('of two people who decide at once, one is refused', async () => {
  const { parked, decide, enableAccount, notes, call } = await world();
  const { path } = await parked();
  await enableAccount();
  const answers = await Promise.all([decide(path), decide(path, { action: 'compensate' })]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map((answer) => problemOf(answer).code)).toEqual(['conflict']);
  expect(await notes()).toHaveLength(1);
  const { steps } = StepsOf.parse(bodyOf(await call().get(path)));
  expect(steps[1]?.decisions.map(({ state }) => state).sort()).toEqual(['refused', 'taken']);
});

test.each<[string, object, number, RegExp]>([
  ['a step that does not wait', { step: 'close' }, 409, /'close' is not waiting/],
  ['a step that does not exist', { step: 'nothing' }, 409, /'nothing' is not waiting/],
  ['an action that the step does not allow', { action: 'skip' }, 422, /allows retry/],
  ['an input that the step does not know', { input: { customer: 'CUST-1' } }, 422, /customer/],
  ['something found with a retry', { found: 'SINV-2026-00001' }, 422, /no use/],
])('%s is refused, and the operation waits on', async (_what, body, status, sentence) => {
  const { parked, decide, stored, notes } = await world();
  const { id, path } = await parked();
  const key = randomUUID();
  const problem = problemOf(await decide(path, body, key));
  expect(problem).toMatchObject({ status, detail: expect.stringMatching(sentence) });
  expect(problemOf(await decide(path, body, key))).toMatchObject({ status, detail: problem.detail });
  expect(await stored(id)).toMatchObject({ status: 'parked' });
  expect(await notes()).toEqual([]);
});

test('while no worker runs it answers 503, and the repeat with the same key is applied once', async () => {
  const { parked, decide, enableAccount, notes, papers, stored } = await world();
  const { id, path } = await parked();
  await enableAccount();
  await worker.stop();
  try {
    const lost = problemOf(await decide(path, {}, 'key-1'));
    expect(lost).toMatchObject({ status: 503, code: 'unavailable' });
    expect(lost.detail).toMatch(/^No worker has confirmed.*may have been taken.*same Idempotency-Key/);
    expect(await stored(id)).toMatchObject({ status: 'parked', decisions: [{ state: 'asked' }] });
  } finally {
    await worker.start();
  }
  const view = described(decideOperationRoute, await decide(path, {}, 'key-1').set('Prefer', 'wait=30'));
  expect(view).toMatchObject({
    status: 'completed',
    steps: [{ attempts: 1 }, { decisions: [{ state: 'taken' }] }, {}, {}],
  });
  expect(await notes()).toHaveLength(1);
  expect(await papers()).toEqual({ invoices: 1, timesheets: 1 });
});

test('one that was parked before worker and API were started anew can be decided', async () => {
  const { parked, decide, enableAccount } = await world();
  const { id, path } = await parked();
  await worker.stop();
  await restartApi();
  await worker.start();
  await enableAccount();
  expect(bodyOf(await decide(path).set('Prefer', 'wait=30'))).toMatchObject({ id, status: 'completed' });
});

test('a run that is gone is a conflict, and the decision is kept as refused', async () => {
  const { parked, decide, stored } = await world();
  const { id, path } = await parked();
  const { workflow_id } = await stored(id);
  await started().temporal.workflow.getHandle(workflow_id).terminate('test');
  expect(problemOf(await decide(path))).toMatchObject({ status: 409, detail: expect.stringContaining('has ended') });
  expect(await stored(id)).toMatchObject({ decisions: [{ state: 'refused' }] });
});

async function organizationOf(id: string): Promise<string> {
  const row: unknown = await ctx.db('operations').where({ id }).first('organization_id');
  return String(Object(row).organization_id);
}
