import { Fault, FAULTS, isFaultCode, type FaultCode } from '../../domain/errors.ts';

// Code, HTTP status, repeated by Temporal, what a saga does. The published table; a change here is a change of the API.
const TABLE: [FaultCode, number, boolean, 'unwinds' | 'waits' | 'parks'][] = [
  ['invalid', 422, false, 'unwinds'],
  ['unauthenticated', 401, false, 'unwinds'],
  ['forbidden', 403, false, 'unwinds'],
  ['not_found', 404, false, 'unwinds'],
  ['conflict', 409, false, 'unwinds'],
  ['stale', 412, false, 'unwinds'],
  ['too_large', 413, false, 'unwinds'],
  ['rate_limited', 429, true, 'waits'],
  ['unavailable', 503, true, 'waits'],
  ['misconfigured', 500, false, 'parks'],
  ['outcome_unknown', 504, false, 'parks'],
];

describe('the table of failures', () => {
  it.each(TABLE)('%s answers %i, is repeated: %s, and a saga %s', (code, status, retried, saga) => {
    expect(FAULTS[code]).toMatchObject({ status, retried, saga });
  });

  it('holds no code besides these', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(TABLE.map(([code]) => code).sort());
  });

  it('tells a request that was refused unread from one that was understood', () => {
    expect([FAULTS.invalid.unreadStatus, FAULTS.stale.unreadStatus]).toEqual([400, 428]);
  });

  it('repeats exactly what a saga waits for', () => {
    for (const { retried, saga } of Object.values(FAULTS)) expect(retried).toBe(saga === 'waits');
  });

  it('gives every failure a title of its own', () => {
    expect(new Set(Object.values(FAULTS).map(({ title }) => title)).size).toBe(TABLE.length);
  });
});

describe('Fault', () => {
  it('carries its code, sentence and details', () => {
    const fault = new Fault('stale', 'Version 2, not 1', { retryAfterSeconds: 2 });
    expect(fault).toBeInstanceOf(Error);
    expect([fault.name, fault.code, fault.message, fault.details]).toEqual([
      'Fault',
      'stale',
      'Version 2, not 1',
      { retryAfterSeconds: 2 },
    ]);
  });

  it('has empty details unless told', () => {
    expect(new Fault('conflict', 'No').details).toEqual({});
  });
});

describe('isFaultCode', () => {
  it.each(TABLE.map(([code]) => code))('knows %s', (code) => {
    expect(isFaultCode(code)).toBe(true);
  });

  it.each(['', 'Invalid', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 404, null, undefined, {}])(
    'does not know %p',
    (code) => {
      expect(isFaultCode(code)).toBe(false);
    },
  );
});
