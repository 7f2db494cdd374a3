import { setTimeout as sleep } from 'node:timers/promises';

import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';

import type { StepRecord } from '../../domain/operation-step.ts';
import { createStepProjection, type RecordStep } from '../../temporal/step-projection-interceptor.ts';

const RUN = '01a210a6-15d9-761d-98b9-cea7cec62f26';
const input = { organizationId: 'org_1', name: 'JOB-1', key: `complete-job:org_1:JOB-1/${RUN}/invoice` };
const at = '2026-12-01T10:00:00.000Z';

function projecting(recordStep: RecordStep, info: { activityId?: string; attempt?: number; isLocal?: boolean } = {}) {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => lines.push(line) });
  const interceptors = [createStepProjection(recordStep, { log, now: () => new Date(at) })];
  const environment = new MockActivityEnvironment(
    { activityId: 'invoice', attempt: 1, isLocal: false, ...info },
    { interceptors, logger: new DefaultLogger('ERROR') },
  );
  return { lines, run: (work: () => Promise<unknown>, args: unknown = input) => environment.run(work, ...[args]) };
}

function recording(info: { activityId?: string; attempt?: number; isLocal?: boolean } = {}) {
  const records: StepRecord[] = [];
  const { run } = projecting((record) => {
    records.push(record);
    return Promise.resolve();
  }, info);
  return { records, run };
}

const step = {
  organizationId: 'org_1',
  workflowId: 'complete-job:org_1:JOB-1',
  runId: RUN,
  step: 'invoice',
  key: input.key,
  at,
};

describe('the projection of steps', () => {
  it('tells the beginning and the result of a step', async () => {
    const { records, run } = recording({ attempt: 3 });
    await expect(run(() => Promise.resolve({ name: 'SINV-1' }))).resolves.toEqual({ name: 'SINV-1' });
    expect(records).toEqual([
      { ...step, activityId: 'invoice', phase: 'do', attempt: 3, status: 'running' },
      { ...step, activityId: 'invoice', phase: 'do', attempt: 3, status: 'success', result: { name: 'SINV-1' } },
    ]);
  });

  it('tells as such what a person found or made by hand', async () => {
    const { records, run } = recording({ activityId: 'invoice:adopt' });
    await run(() => Promise.resolve({ name: 'SINV-9' }));
    expect(records.at(-1)).toMatchObject({ phase: 'do', status: 'marked_done', result: { name: 'SINV-9' } });
  });

  it('tells an undo as such', async () => {
    const { records, run } = recording({ activityId: 'invoice:undo' });
    await run(() => Promise.resolve());
    expect(records.map(({ phase, step: name, status }) => [phase, name, status])).toEqual([
      ['undo', 'invoice', 'running'],
      ['undo', 'invoice', 'compensated'],
    ]);
  });

  it.each([
    [
      'invoice',
      ApplicationFailure.nonRetryable('No item', 'invalid'),
      'failed',
      { code: 'invalid', message: 'No item' },
    ],
    [
      'invoice:undo',
      ApplicationFailure.nonRetryable('Paid', 'conflict'),
      'compensation_failed',
      { code: 'conflict', message: 'Paid' },
    ],
    [
      'invoice',
      ApplicationFailure.retryable('Gone', 'unavailable'),
      'running',
      { code: 'unavailable', message: 'Gone' },
    ],
    ['invoice', new Error('never told'), 'running', { code: 'cancelled', message: 'The attempt was cut short' }],
  ])('tells how %s failed by %s', async (activityId, failure, status, error) => {
    const { records, run } = recording({ activityId });
    await expect(run(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(records.at(-1)).toMatchObject({ status, error });
  });

  it.each([
    ['a local activity', { isLocal: true }, input],
    ['an activity without a step key', {}, { organizationId: 'org_1', name: 'JOB-1' }],
    ['a key of another form', {}, { ...input, key: 'invoice' }],
  ])('says nothing about %s', async (_what, info, args) => {
    const { records, run } = recording(info);
    await expect(run(() => Promise.resolve('done'), args)).resolves.toBe('done');
    expect(records).toEqual([]);
  });

  it('never fails a step: a row that cannot be written is logged', async () => {
    const { lines, run } = projecting(() => Promise.reject(new Error('The database is away')));
    await expect(run(() => Promise.resolve('done'))).resolves.toBe('done');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 40, key: input.key, status: 'running' }),
      expect.objectContaining({ level: 40, key: input.key, status: 'success' }),
    ]);
  });

  it('holds a step up for a second at most', async () => {
    const { run } = projecting(() => sleep(10_000, undefined, { ref: false }));
    const began = performance.now();
    await expect(run(() => Promise.resolve('done'))).resolves.toBe('done');
    expect(performance.now() - began).toBeLessThan(9_000);
  });
});
