import fc from 'fast-check';

import { operationId, operationOfKey, parseOperationId, parseStepKey, stepKey } from '../../domain/operation-id.ts';
import { codeOf } from '../support/code-of.ts';

const RUN = '0198c2b4-2f6e-7c0a-9d3e-5b1f8a7c6d5e';
const kinds = fc.stringMatching(/^[a-z][a-z-]{0,63}$/);
/** Any name a document may have: one line, blanks and punctuation included. */
const names = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 100 })
  .filter((name) => name.length <= 140 && !/[\n\r\u2028\u2029]/.test(name));

describe('operationId', () => {
  it('leaves the organization out', () => {
    expect(operationId('complete-job:org_a:JOB-2026-00012', RUN)).toBe(`complete-job.JOB-2026-00012.${RUN}`);
  });

  it('can be taken apart again, whatever the name holds', () => {
    fc.assert(
      fc.property(kinds, names, fc.uuid(), (kind, name, runId) => {
        expect(parseOperationId(operationId(`${kind}:org_a:${name}`, runId))).toEqual({ kind, name, runId });
      }),
    );
  });

  it('differs for names that differ in colons and dots only', () => {
    const ids = ['A:B', 'A.B', 'A::B', 'A..B'].map((name) => operationId(`complete-job:org_a:${name}`, RUN));
    expect(new Set(ids).size).toBe(4);
  });
});

describe('parseOperationId', () => {
  it.each([
    '',
    '.',
    '..',
    RUN,
    `complete-job.${RUN}`,
    `complete-job..${RUN}`,
    `Complete.JOB-1.${RUN}`,
    `-job.JOB-1.${RUN}`,
    `complete-job.JOB-1.${RUN.toUpperCase()}`,
    `complete-job.JOB-1.${RUN}x`,
    `complete-job.JOB-1.${'-'.repeat(36)}`,
    `complete-job.JOB-1.${RUN.replaceAll('-', '0')}`,
    `complete-job.JOB-1.${RUN} `,
    `complete-job.JOB-1\n.${RUN}`,
    `complete-job.${'x'.repeat(141)}.${RUN}`,
    `${'a'.repeat(65)}.JOB-1.${RUN}`,
    '../../etc/passwd',
    "' OR 1=1 -- ",
    '__proto__',
  ])('finds nothing under %j', (id) => {
    expect(codeOf(() => parseOperationId(id))).toBe('not_found');
  });

  it('ends in time for a long hostile id', () => {
    expect(codeOf(() => parseOperationId(`a.${'.'.repeat(100_000)}`))).toBe('not_found');
  });
});

describe('operationOfKey', () => {
  it('names the operation that a step belongs to', () => {
    expect(operationOfKey(`complete-job:org_a:JOB-2026-00012/${RUN}/invoice`)).toBe(
      operationId('complete-job:org_a:JOB-2026-00012', RUN),
    );
  });

  it('finds the run behind a name that holds slashes and a run id', () => {
    expect(operationOfKey(`complete-job:org_a:a/${RUN}/b/${RUN}/close`)).toBe(`complete-job.a/${RUN}/b.${RUN}`);
  });

  it.each([
    '',
    'invoice',
    `complete-job:org_a:JOB-1/${RUN}`,
    `/${RUN}/close`,
    `complete-job:org_a:JOB-1/nothing/close`,
  ])('takes %j for a bug of the caller, not for a failure', (key) => {
    expect(() => operationOfKey(key)).toThrow(/is no step key/);
  });
});

describe('a step key', () => {
  it('is taken apart into what it was made of, also behind a name that holds slashes', () => {
    const step = { workflowId: `complete-job:org_a:a/${RUN}/b`, runId: RUN, step: 'close' };
    expect(parseStepKey(stepKey(step))).toEqual(step);
  });

  it.each(['', 'invoice', `complete-job:org_a:JOB-1/${'-'.repeat(36)}/close`])('cannot be %j', (key) => {
    expect(parseStepKey(key)).toBeUndefined();
  });
});
