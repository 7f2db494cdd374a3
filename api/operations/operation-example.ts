import type { OperationSummary, OperationView } from './operation-view.ts';

const id = 'complete-job.JOB-2026-00042.0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
const self = `/v1/operations/${id}`;
const key = (step: string) => `complete-job:ORG-7F3:JOB-2026-00042/0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b/${step}`;

const step = (name: string, result: unknown) => ({
  name,
  status: 'success' as const,
  attempts: 1,
  key: key(name),
  result,
  error: null,
  startedAt: '2026-12-01T11:00:00.100Z',
  endedAt: '2026-12-01T11:00:00.140Z',
  leftBehind: null,
  allows: null,
  decisions: [],
});

const COMPLETED: Omit<OperationSummary, 'retrying'> = {
  id,
  kind: 'complete-job',
  status: 'completed',
  document: { doctype: 'dispatch_job', name: 'JOB-2026-00042' },
  failedStep: null,
  error: null,
  requestedBy: 'MEM-00001',
  startedAt: '2026-12-01T11:00:00.080Z',
  endedAt: '2026-12-01T11:00:00.420Z',
  resolution: null,
  links: { self, events: `${self}/events` },
};

/** A completed operation on the API page, as lists show it. */
export const OPERATION_SUMMARY_EXAMPLE: OperationSummary = { ...COMPLETED, retrying: [] };

export const COMPLETED_EXAMPLE: OperationView = {
  ...COMPLETED,
  progress: { done: 4, total: 4, phase: 'ended' },
  pivot: null,
  decisions: [],
  steps: [
    step('close', { billable: true, usedStock: false }),
    step('invoice', { name: 'SINV-2026-00017' }),
    step('timesheet', { name: 'TS-2026-00031' }),
    step('activity', { name: 'COMM-2026-00090' }),
  ],
  result: {
    close: { billable: true, usedStock: false },
    invoice: { name: 'SINV-2026-00017' },
    timesheet: { name: 'TS-2026-00031' },
    activity: { name: 'COMM-2026-00090' },
  },
};

export const RUNNING_EXAMPLE: OperationView = {
  ...COMPLETED,
  status: 'running',
  endedAt: null,
  progress: { done: 1, phase: 'doing' },
  pivot: null,
  decisions: [],
  steps: [step('close', { billable: true, usedStock: false })],
};

const refusal = {
  code: 'misconfigured',
  detail: 'Account 4000 of item SERVICE is disabled. Enable it, or give the item another income account.',
};

export const PARKED_EXAMPLE: OperationView = {
  ...RUNNING_EXAMPLE,
  status: 'parked',
  failedStep: 'invoice',
  error: refusal,
  progress: { done: 1, phase: 'waiting' },
  steps: [
    step('close', { billable: true, usedStock: false }),
    {
      ...step('invoice', null),
      status: 'failed',
      error: refusal,
      allows: ['retry', 'mark_done', 'compensate'],
    },
  ],
};

const undone = { ...step('close', { billable: true, usedStock: false }), status: 'compensated' as const };

const cancellation = {
  id: '3f0c1a52f6f14c6e9a6d8b2e7c51d0949c1f2b7a8e6d4c3b2a190f8e7d6c5b4a',
  action: 'cancel' as const,
  step: null,
  by: 'MEM-00002',
  at: '2026-12-01T11:20:00.000Z',
  note: 'The customer has called the visit off.',
  found: null,
  input: null,
  state: 'taken' as const,
};

export const CANCELLING_EXAMPLE: OperationView = {
  ...RUNNING_EXAMPLE,
  status: 'compensating',
  progress: { done: 1, phase: 'undoing' },
  decisions: [cancellation],
};

export const CANCELLED_EXAMPLE: OperationView = {
  ...CANCELLING_EXAMPLE,
  status: 'cancelled',
  endedAt: '2026-12-01T11:20:00.310Z',
  progress: { done: 0, total: 1, phase: 'ended' },
  steps: [undone],
};

export const RESOLVED_EXAMPLE: OperationView = {
  ...CANCELLED_EXAMPLE,
  status: 'resolved',
  resolution: {
    by: 'MEM-00002',
    at: '2026-12-01T14:05:00.000Z',
    note: 'Billed by hand as SINV-2026-00021.',
    was: 'cancelled',
  },
};
