import { mayAdopt } from '../../../domain/records/may-adopt.ts';
import { codeOf } from '../../support/code-of.ts';

const PAPER = {
  doctype: 'sales_invoice',
  name: 'SINV-2026-00007',
  docstatus: 'submitted',
  of: 'CUST-00001',
  dispatch_job: null,
  dartwing_key: null,
} as const;
const CLAIM = { job: 'JOB-2026-00042', key: 'run/invoice', of: 'CUST-00001' };

describe('mayAdopt', () => {
  it.each([
    ['that nobody has', {}],
    ['that names the job already', { dispatch_job: 'JOB-2026-00042' }],
    ['that the step has already', { dispatch_job: 'JOB-2026-00042', dartwing_key: 'run/invoice' }],
  ])('allows a paper %s', (_what, over) => {
    expect(() => {
      mayAdopt({ ...PAPER, ...over }, CLAIM);
    }).not.toThrow();
  });

  it.each([
    ['draft', { docstatus: 'draft' }, 'it is a draft. Submit it, or name another one.'],
    ['cancelled paper', { docstatus: 'cancelled' }, 'it is cancelled. Name one that is submitted.'],
    ["paper of somebody else's", { of: 'CUST-00002' }, 'it is of CUST-00002. Name one of CUST-00001.'],
    ['paper of another job', { dispatch_job: 'JOB-2026-00041' }, 'it belongs to job JOB-2026-00041. Name another one.'],
    ['paper of another step', { dartwing_key: 'other' }, 'another operation made it or took it. Name another one.'],
    [
      'paper of an earlier run on the same job',
      { dispatch_job: 'JOB-2026-00042', dartwing_key: 'earlier/invoice' },
      'another operation made it or took it. Name another one.',
    ],
  ] as const)('refuses a %s, and says what to do', (_what, over, reason) => {
    const adopt = () => {
      mayAdopt({ ...PAPER, ...over }, CLAIM);
    };
    expect(codeOf(adopt)).toBe('conflict');
    expect(adopt).toThrow(`Job JOB-2026-00042 cannot take sales invoice SINV-2026-00007: ${reason}`);
  });
});
