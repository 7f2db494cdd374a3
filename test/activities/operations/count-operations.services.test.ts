import { randomUUID } from 'node:crypto';

import { getFigures } from '../../../activities/operations/get-figures.ts';
import { listFailures } from '../../../activities/operations/list-failures.ts';
import type { OperationFilters } from '../../../activities/operations/select-operations.ts';
import { OPERATION_STATUS, type StepReport } from '../../../domain/operation.ts';
import { testContext } from '../../support/context.ts';
import { markResolved, tellOperation } from '../../support/many-operations.ts';
import { anOrganization } from '../../support/organizations.ts';

const NOW = Date.parse('2026-12-01T11:30:00.000Z');
const HOUR_MS = 3_600_000;
let now = NOW;
const ctx = testContext({ now: () => new Date(now) });
beforeEach(() => {
  now = NOW;
});
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR_MS).toISOString();

type Told = Parameters<typeof tellOperation>[2];
async function tell(operations: [hoursAgo: number, told: Told][]) {
  const { scope } = await anOrganization(ctx);
  const ids: string[] = [];
  for (const [hoursAgo, told] of operations) {
    now = NOW - hoursAgo * HOUR_MS;
    ids.push(await tellOperation(ctx, scope, told));
  }
  now = NOW;
  return { scope, ids };
}
const missed = (over: Told = {}): Told => ({
  status: 'parked',
  failedStep: 'invoice',
  errorCode: 'misconfigured',
  error: 'No account',
  ...over,
});
const ELSEWHERE: Told = { doctype: 'project', kind: 'close-project' };

describe('listFailures', () => {
  it('groups by kind, step and code, the most frequent cause first, with its newest case', async () => {
    const { scope, ids } = await tell([
      [5, missed({ error: 'No account 4000' })],
      [2, missed({ status: 'compensated', error: 'No account 4711' })],
      [3, missed({ status: 'compensation_failed' })],
      [1, missed({ failedStep: 'delivery' })],
      [4, missed({ kind: 'publish-schedule', status: 'failed', errorCode: 'outcome_unknown' })],
      [1, {}],
      [1, missed({ status: 'cancelled' })],
      [1, { status: 'running' }],
    ]);
    const causes = await listFailures(ctx, { scope, filters: {} });
    expect(causes).toEqual([
      {
        kind: 'complete-job',
        failed_step: 'invoice',
        error_code: 'misconfigured',
        count: 3,
        oldest: at(5),
        newest: at(2),
        example: ids[1],
        error_message: 'No account 4711',
      },
      expect.objectContaining({ failed_step: 'delivery', count: 1 }),
      expect.objectContaining({ kind: 'publish-schedule', error_code: 'outcome_unknown', count: 1 }),
    ]);
  });

  it('groups those that failed in no step', async () => {
    const { scope } = await tell([
      [1, { status: 'failed', errorCode: 'outcome_unknown', error: 'Ended from outside' }],
    ]);
    expect(await listFailures(ctx, { scope, filters: {} })).toMatchObject([{ failed_step: null, count: 1 }]);
  });

  it('leaves out what is settled, unless that is asked for', async () => {
    const { scope, ids } = await tell([
      [2, missed({ status: 'compensated' })],
      [1, missed({ status: 'compensated' })],
    ]);
    await markResolved(ctx, scope, ids[0] ?? '');
    const examples = async (filters: { status?: 'resolved' }) =>
      (await listFailures(ctx, { scope, filters })).map(({ count, example }) => [count, example]);
    expect(await examples({})).toEqual([[1, ids[1]]]);
    expect(await examples({ status: 'resolved' })).toEqual([[1, ids[0]]]);
  });

  it('takes the filters of the list', async () => {
    const { scope } = await tell([
      [2, missed()],
      [30, missed({ failedStep: 'delivery' })],
      [1, missed({ name: 'JOB-2026-00002', failedStep: 'close' })],
    ]);
    const steps = async (filters: Parameters<typeof listFailures>[1]['filters']) =>
      (await listFailures(ctx, { scope, filters })).map(({ failed_step }) => failed_step);
    expect(await steps({ document: 'JOB-2026-00002' })).toEqual(['close']);
    expect(await steps({ olderThanSeconds: 86_400 })).toEqual(['delivery']);
    expect(await steps({ failedStep: 'invoice', needsPerson: true })).toEqual(['invoice']);
  });

  it('shows nothing of another organization, nor of documents that the caller may not read', async () => {
    const { scope } = await tell([[1, missed({ ...ELSEWHERE })]]);
    const read = (by: typeof scope) => listFailures(ctx, { scope: by, filters: {} });
    expect(await read((await anOrganization(ctx)).scope)).toEqual([]);
    expect(await read({ ...scope, roles: ['field_technician'] })).toEqual([]);
    expect(await read(scope)).toHaveLength(1);
  });
});

describe('listFailures of what is being tried again', () => {
  const tried = (step: string, over: Partial<StepReport> = {}): StepReport => ({
    step,
    status: 'running',
    key: randomUUID(),
    decisions: [],
    ...over,
  });
  const running = (...steps: StepReport[]): Told => ({ status: 'running', steps });
  const RETRYING = { retrying: true };

  async function someRetried() {
    const { scope, ids } = await tell([
      [5, running(tried('close', { status: 'success' }), tried('invoice'))],
      [2, running(tried('invoice'))],
      [3, { ...missed({ status: 'compensating', errorCode: 'conflict' }), steps: [tried('close'), tried('invoice')] }],
      [1, running(tried('invoice'))],
      [1, running(tried('delivery'))],
      [1, missed()],
    ]);
    const attempted = (index: number, step: string, columns: object) =>
      ctx
        .db('operation_steps')
        .where({ organization_id: scope.organizationId, operation_id: ids[index] ?? '', step_name: step })
        .update(columns);
    await attempted(0, 'invoice', { attempt: 9, error_code: 'bug', error: 'x is not a function' });
    await attempted(1, 'invoice', { attempt: 4, error_code: 'bug', error: 'y is not a function' });
    await attempted(2, 'close', { attempt: 1, error_code: 'unavailable', error: 'No answer' });
    await attempted(3, 'invoice', { attempt: 3 });
    return { scope, ids };
  }

  it('groups by the step that is tried again and by what it failed with, not by what had failed before', async () => {
    const { scope, ids } = await someRetried();
    const causes = await listFailures(ctx, { scope, filters: RETRYING });
    expect(causes).toEqual([
      {
        kind: 'complete-job',
        failed_step: 'invoice',
        error_code: 'bug',
        count: 2,
        oldest: at(5),
        newest: at(2),
        example: ids[1],
        error_message: 'y is not a function',
      },
      expect.objectContaining({ failed_step: 'invoice', error_code: null, count: 1, example: ids[3] }),
      expect.objectContaining({ failed_step: 'close', error_code: 'unavailable', count: 1, example: ids[2] }),
    ]);
  });

  it('takes the filters of the list, by the step that is tried again', async () => {
    const { scope } = await someRetried();
    const counts = async (filters: OperationFilters) =>
      (await listFailures(ctx, { scope, filters: { ...RETRYING, ...filters } })).map(({ count }) => count);
    expect(await counts({ failedStep: 'invoice' })).toEqual([2, 1]);
    expect(await counts({ failedStep: 'invoice', errorCode: 'bug' })).toEqual([2]);
    expect(await counts({ status: 'compensating' })).toEqual([1]);
    expect(await counts({ errorCode: 'conflict' })).toEqual([]);
    expect(await counts({ olderThanSeconds: 4 * 3_600 })).toEqual([1]);
  });

  it('shows nothing of another organization, nor of documents that the caller may not read', async () => {
    const { scope } = await someRetried();
    const read = (by: typeof scope) => listFailures(ctx, { scope: by, filters: RETRYING });
    expect(await read((await anOrganization(ctx)).scope)).toEqual([]);
    expect(await read({ ...scope, roles: [] })).toEqual([]);
  });
});

describe('getFigures', () => {
  it('counts what began in the last 24 hours by kind, and by how it stands now', async () => {
    const { scope, ids } = await tell([
      ...OPERATION_STATUS.map((status): [number, Told] => [1, { status }]),
      [2, { status: 'compensated' }],
      [23.9, { kind: 'publish-schedule' }],
      [24.1, { kind: 'publish-schedule' }],
    ]);
    await markResolved(ctx, scope, ids[OPERATION_STATUS.length] ?? '');
    const once = Object.fromEntries(OPERATION_STATUS.map((status) => [status, 1]));
    const none = Object.fromEntries(OPERATION_STATUS.map((status) => [status, 0]));
    expect((await getFigures(ctx, { scope })).lastDay).toEqual([
      { kind: 'complete-job', total: 9, needsPerson: 2, byStatus: { ...once, resolved: 1 } },
      { kind: 'publish-schedule', total: 1, needsPerson: 0, byStatus: { ...none, completed: 1, resolved: 0 } },
    ]);
  });

  it('tells the success of seven UTC days, whatever was settled since', async () => {
    const { scope, ids } = await tell([
      [11.4, {}],
      [11.6, {}],
      [11.7, { status: 'compensated' }],
      [30, { status: 'parked' }],
      [24 * 6, { status: 'cancelled' }],
      [24 * 6.9, { status: 'completed' }],
    ]);
    await markResolved(ctx, scope, ids[2] ?? '');
    const [complete, ...others] = (await getFigures(ctx, { scope })).success;
    expect(others).toEqual([]);
    expect(complete).toMatchObject({ kind: 'complete-job', started: 5, completed: 2, ended: 4, rate: 0.5 });
    expect(complete?.days.map(({ day, started, rate }) => [day, started, rate])).toEqual([
      ['2026-11-25', 1, 0],
      ['2026-11-26', 0, null],
      ['2026-11-27', 0, null],
      ['2026-11-28', 0, null],
      ['2026-11-29', 0, null],
      ['2026-11-30', 3, 0.5],
      ['2026-12-01', 1, 1],
    ]);
  });

  it('has nothing to tell of an organization that ran nothing, of another one, or of what the caller may not read', async () => {
    const nothing = { lastDay: [], success: [] };
    const { scope } = await tell([[1, ELSEWHERE]]);
    expect(await getFigures(ctx, { scope: (await anOrganization(ctx)).scope })).toEqual(nothing);
    expect(await getFigures(ctx, { scope: { ...scope, roles: ['field_technician'] } })).toEqual(nothing);
    expect((await getFigures(ctx, { scope })).lastDay).toHaveLength(1);
  });
});
