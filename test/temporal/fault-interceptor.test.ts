import { ApplicationFailure, CancelledFailure, CompleteAsyncError } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import { z } from 'zod';

import { Fault, FAULTS, isFaultCode } from '../../domain/errors.ts';
import { activityFailure, createFaultInterceptor } from '../../temporal/fault-interceptor.ts';

const CODES = Object.keys(FAULTS).filter(isFaultCode);
const remote = { isLocal: false };

describe('what an activity throws', () => {
  it.each(CODES)('is, for %s, a failure that Temporal repeats or not by the one table', (code) => {
    const failure = activityFailure(new Fault(code, 'Job JOB-1 is too late'), remote);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    const { retried, saga } = FAULTS[code];
    expect(failure).toMatchObject({ type: code, message: 'Job JOB-1 is too late', nonRetryable: !retried, stack: '' });
    expect(failure).toHaveProperty('category', saga === 'waits' ? 'BENIGN' : undefined);
    expect(failure).toMatchObject({ details: undefined, cause: undefined });
  });

  it('says when it may be repeated, except to a local activity', () => {
    const fault = new Fault('rate_limited', 'Too many requests', { retryAfterSeconds: 7 });
    expect(activityFailure(fault, remote)).toMatchObject({ nextRetryDelay: 7_000 });
    expect(activityFailure(fault, { isLocal: true })).toMatchObject({ nextRetryDelay: undefined });
  });

  it.each([
    [
      'Error ER_LOCK_DEADLOCK 1213',
      Object.assign(new Error("insert into customers ('Ines Moreau')"), { code: 'ER_LOCK_DEADLOCK', errno: 1213 }),
    ],
    ['SyntaxError', new SyntaxError('Unexpected token, "Ines Moreau" is not valid JSON')],
    [
      'TypeError ERR_INVALID_URL',
      Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'Ines Moreau' }),
    ],
    ['ZodError', z.string().safeParse(7).error],
    ['Error', new Error('Ines Moreau', { cause: new Error('Ines Moreau') })],
    ['unknown', 'Ines Moreau'],
    ['unknown', undefined],
  ])('tells a defect by its kind only: %s', (kind, error) => {
    const failure = activityFailure(error, remote);
    expect(failure).toMatchObject({ type: 'bug', message: kind, nonRetryable: false, cause: undefined, stack: '' });
  });

  it.each([new CancelledFailure('cancelled'), new CompleteAsyncError(), ApplicationFailure.retryable('own')])(
    "passes as it is when it is Temporal's own: %s",
    (error) => {
      expect(activityFailure(error, remote)).toBe(error);
    },
  );

  it('is logged with its place in the code when it is a defect, and without what it quotes', async () => {
    const lines: string[] = [];
    const log = pino({ serializers: { err: (error: Error) => error.name } }, { write: (line) => lines.push(line) });
    const environment = new MockActivityEnvironment(
      {},
      { interceptors: [createFaultInterceptor(log)], logger: new DefaultLogger('ERROR') },
    );
    const fails = (error: Error) => environment.run(() => Promise.reject(error));
    await expect(fails(new TypeError('Ines Moreau'))).rejects.toMatchObject({ type: 'bug', message: 'TypeError' });
    await expect(fails(new Fault('conflict', 'Too late'))).rejects.toMatchObject({ type: 'conflict' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"err":"TypeError"');
    expect(lines[0]).not.toContain('Moreau');
  });
});
