import { randomUUID } from 'node:crypto';

import { askDecision } from '../../../activities/operations/ask-decision.ts';
import { decisionId } from '../../../activities/operations/decision-id.ts';
import { findDecidable, type DecidableInput } from '../../../activities/operations/find-decidable.ts';
import { recordOperation } from '../../../activities/operations/record-operation.ts';
import { refuseDecision } from '../../../activities/operations/refuse-decision.ts';
import { Fault, type FaultCode } from '../../../domain/errors.ts';
import { operationId } from '../../../domain/operation-id.ts';
import type { OperationStatus, StepReport } from '../../../domain/operation.ts';
import { GIVEN_ROLES } from '../../../domain/permissions.ts';
import type { Scope } from '../../../domain/scope.ts';
import { testContext } from '../../support/context.ts';
import { anOrganization } from '../../support/organizations.ts';

let now = Date.parse('2026-11-25T09:30:00.000Z');
const ctx = testContext({ now: () => new Date(now) });

interface Given {
  status?: OperationStatus;
  failedStep?: string;
  /** A step whose undo waits. */
  undoing?: string;
  /** Another step that waits beside. */
  also?: string;
  errorCode?: FaultCode;
  doctype?: string;
  name?: string;
}

async function operate({ organizationId }: Scope, given: Given): Promise<string> {
  const { status = 'parked', failedStep = 'invoice', undoing, also, errorCode = 'misconfigured' } = given;
  const { doctype = 'dispatch_job', name = 'JOB-2026-00001' } = given;
  const workflowId = `complete-job:${organizationId}:${name}`;
  const runId = randomUUID();
  const run = { organizationId, kind: 'complete-job', doctype, name, workflowId, runId, requestedBy: 'MEM-00001' };
  const step = (step: string, over: Partial<StepReport>): StepReport => ({
    step,
    status: 'failed',
    key: `${workflowId}/${runId}/${step}`,
    decisions: [],
    errorCode,
    error: 'It failed',
    ...over,
  });
  const waits = { allows: ['retry', 'compensate'] } as const;
  const steps = [
    step(failedStep, status === 'compensation_failed' ? {} : { allows: [...waits.allows] }),
    ...(undoing === undefined
      ? []
      : [
          step(undoing, {
            status: 'compensation_failed',
            errorCode: 'conflict',
            allows: ['retry', 'skip', 'mark_done'],
          }),
        ]),
    ...(also === undefined
      ? []
      : [step(also, { status: 'unknown', errorCode: 'outcome_unknown', allows: [...waits.allows] })]),
  ];
  now += 1_000;
  await recordOperation(ctx, { run, report: { status, steps, failedStep, errorCode, error: 'It failed' } });
  return operationId(workflowId, runId);
}

const SAID = { action: 'retry', input: null, note: 'Repaired' } as const;

const find = (scope: Scope, over: Partial<DecidableInput> = {}) =>
  findDecidable(ctx, { scope, filters: { failedStep: 'invoice' }, key: 'key-1', said: SAID, limit: 100, ...over });

test('finds what waits at the step, the oldest first', async () => {
  const { scope } = await anOrganization(ctx);
  const first = await operate(scope, {});
  const second = await operate(scope, { name: 'JOB-2026-00002' });
  await operate(scope, { status: 'running' });
  await operate(scope, { status: 'compensated' });
  await operate(scope, { failedStep: 'timesheet' });
  await operate(scope, { status: 'compensation_failed', undoing: 'close' });
  const undoing = await operate(scope, { status: 'compensation_failed', failedStep: 'timesheet', undoing: 'invoice' });
  expect(await find(scope)).toEqual({ matched: 3, due: 3, oldest: [first, second, undoing], decided: [] });
  expect(await find(scope, { limit: 1 })).toEqual({ matched: 3, due: 3, oldest: [first], decided: [] });
  expect(await find((await anOrganization(ctx)).scope)).toEqual({ matched: 0, due: 0, oldest: [], decided: [] });
});

test('is narrowed by kind, code, document and age', async () => {
  const { scope } = await anOrganization(ctx);
  const old = await operate(scope, {});
  now += 3_600_000;
  const other = await operate(scope, { errorCode: 'outcome_unknown', name: 'JOB-2026-00002' });
  const found = async (filters: Omit<DecidableInput['filters'], 'failedStep'>) =>
    (await find(scope, { filters: { failedStep: 'invoice', ...filters } })).oldest;
  expect(await found({ kind: 'complete-job' })).toEqual([old, other]);
  expect(await found({ kind: 'close-project' })).toEqual([]);
  expect(await found({ errorCode: 'outcome_unknown' })).toEqual([other]);
  expect(await found({ document: 'JOB-2026-00002' })).toEqual([other]);
  expect(await found({ olderThanSeconds: 1_800 })).toEqual([old]);
  expect(await found({ document: "' OR '1'='1" })).toEqual([]);
});

test('finds the step that waits, whichever step the operation names, and goes by its own code', async () => {
  const { scope } = await anOrganization(ctx);
  const beside = await operate(scope, { failedStep: 'timesheet', also: 'invoice' });
  const undoing = await operate(scope, { status: 'compensation_failed', failedStep: 'timesheet', undoing: 'invoice' });
  const found = async (filters: DecidableInput['filters']) => (await find(scope, { filters })).oldest;
  expect(await found({ failedStep: 'invoice' })).toEqual([beside, undoing]);
  expect(await found({ failedStep: 'timesheet' })).toEqual([beside]);
  expect(await found({ failedStep: 'invoice', errorCode: 'conflict' })).toEqual([undoing]);
  expect(await found({ failedStep: 'invoice', errorCode: 'outcome_unknown' })).toEqual([beside]);
  expect(await found({ failedStep: 'invoice', errorCode: 'misconfigured' })).toEqual([]);
});

test('leaves out a step that the operation names as failed, but that nobody is asked about', async () => {
  const { scope } = await anOrganization(ctx);
  const operation = await operate(scope, {});
  await ctx.db('operation_steps').where({ operation_id: operation }).update({ allows: null });
  expect(await find(scope)).toMatchObject({ matched: 0, oldest: [] });
});

test('finds also a step that does not allow what is decided, so that its refusal is told', async () => {
  const { scope } = await anOrganization(ctx);
  const operation = await operate(scope, {});
  const said = { ...SAID, action: 'skip' } as const;
  expect(await find(scope, { said })).toMatchObject({ matched: 1, oldest: [operation] });
});

test('leaves out what was decided under the same key, and only that', async () => {
  const { scope } = await anOrganization(ctx);
  const ids: string[] = [];
  for (const name of ['JOB-1', 'JOB-2', 'JOB-3', 'JOB-4']) ids.push(await operate(scope, { name }));
  const key = `schlüssel'"\\${randomUUID()}`;
  const ask = async (operation: string, under: string) => {
    const id = decisionId({ organizationId: scope.organizationId, operation, key: under });
    const decision = { id, step: 'invoice', action: 'retry' } as const;
    await askDecision(ctx, { scope, operation, decision, note: 'Repaired' });
    return id;
  };
  const refuse = async (operation: string, under: string) => {
    const id = await ask(operation, under);
    await refuseDecision(ctx, { scope, operation, id, fault: new Fault('conflict', 'No') });
  };
  const [first = '', second = '', third = '', fourth = ''] = ids;
  await refuse(first, key);
  await refuse(second, 'another key');
  await ask(third, key);
  const found = await find(scope, { key });
  expect(found).toMatchObject({ matched: 4, due: 3, oldest: [second, third, fourth] });
  expect(found.decided.map(({ operation_id, state }) => [operation_id, state])).toEqual([
    [first, 'refused'],
    [third, 'asked'],
  ]);
});

test('counts those that were decided under the key and went on, so that a repeat counts the same', async () => {
  const { scope } = await anOrganization(ctx);
  const ids: string[] = [];
  for (const name of ['JOB-1', 'JOB-2', 'JOB-3']) ids.push(await operate(scope, { name }));
  const [first = '', second = '', third = ''] = ids;
  for (const operation of [first, second]) {
    const id = decisionId({ organizationId: scope.organizationId, operation, key: 'key-1' });
    const decision = { id, step: 'invoice', action: 'retry' } as const;
    await askDecision(ctx, { scope, operation, decision, note: 'Repaired' });
  }
  const end = (id: string, status: OperationStatus) => ctx.db('operations').where({ id }).update({ status });
  await end(first, 'completed');
  // Its run has told that it goes on, and not yet of the decision.
  await end(second, 'running');
  expect(await find(scope)).toMatchObject({ matched: 3, due: 1, oldest: [third] });
  expect(await find(scope, { key: 'another' })).toMatchObject({ matched: 1, due: 1 });
});

test('refuses a key that was sent with another decision, or by another person', async () => {
  const { scope } = await anOrganization(ctx);
  const operation = await operate(scope, {});
  const id = decisionId({ organizationId: scope.organizationId, operation, key: 'key-1' });
  await askDecision(ctx, { scope, operation, decision: { id, step: 'invoice', action: 'retry' }, note: 'Repaired' });
  expect(await find(scope)).toMatchObject({ matched: 1 });
  for (const other of [
    find(scope, { said: { ...SAID, action: 'skip' } }),
    find(scope, { said: { ...SAID, note: 'Otherwise' } }),
    find(scope, { said: { ...SAID, input: { billingItem: 'SERVICE' } } }),
    find(scope, { filters: { failedStep: 'timesheet' } }),
    find({ ...scope, actor: 'MEM-00002' }),
  ])
    await expect(other).rejects.toMatchObject({ code: 'conflict' });
  expect(await find(scope, { key: 'another', said: { ...SAID, action: 'skip' } })).toMatchObject({ matched: 1 });
});

test('leaves out documents that the caller may not repair, and refuses who may repair nothing', async () => {
  const { scope } = await anOrganization(ctx);
  const own = await operate(scope, {});
  await operate(scope, { doctype: 'project', name: 'PROJ-00001' });
  expect((await find({ ...scope, roles: ['system_manager'] })).oldest).toEqual([own]);
  for (const role of GIVEN_ROLES.filter((role) => role !== 'system_manager' && role !== 'dispatch_manager')) {
    await expect(find({ ...scope, roles: [role] })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
