import { failures } from '../../../stack/operations/failures.ts';
import { figures } from '../../../stack/operations/figures.ts';
import { answerJson, serveOperations } from './serve-operations.ts';

const cause = {
  kind: 'complete-job',
  failedStep: 'invoice',
  code: 'misconfigured',
  count: 12,
  oldest: '2026-12-01T08:00:00.000Z',
  newest: '2026-12-01T11:00:00.000Z',
  example: { id: 'OP-1', detail: 'The billing account is disabled' },
};
const success = { started: 3, completed: 1, ended: 2, rate: 0.5 };
const none = { started: 0, completed: 0, ended: 0, rate: null };
const all = {
  lastDay: [
    { kind: 'complete-job', total: 3, needsPerson: 1, byStatus: { completed: 1, parked: 1, failed: 0, resolved: 1 } },
  ],
  success: [
    {
      kind: 'complete-job',
      ...success,
      days: [
        { day: '2026-11-30', ...none },
        { day: '2026-12-01', ...success },
      ],
    },
  ],
};

describe('./dartwing operations failures', () => {
  it('prints each cause with its count and an example', async () => {
    const { shell, printed } = await serveOperations({
      'GET /v1/operations/failures?filter[kind]=complete-job': [answerJson(200, { data: [cause] })],
    });
    expect(await failures(shell, { filters: { 'filter[kind]': 'complete-job' } })).toBe(0);
    expect(printed).toEqual([
      'count  kind          failed step  error          oldest                newest                for example',
      '12     complete-job  invoice      misconfigured  2026-12-01 08:00:00Z  2026-12-01 11:00:00Z  OP-1: The billing account is disabled',
    ]);
  });

  it('says on stderr that there are none', async () => {
    const { shell, printed, noted } = await serveOperations({
      'GET /v1/operations/failures': [answerJson(200, { data: [] })],
    });
    expect(await failures(shell, { filters: {} })).toBe(0);
    expect([printed, noted]).toEqual([[], ['No operation that failed matches.']]);
  });

  it('prints as JSON what the API answered', async () => {
    const body = { data: [cause] };
    const { shell, printed } = await serveOperations(
      { 'GET /v1/operations/failures': [answerJson(200, body)] },
      { json: true },
    );
    await failures(shell, { filters: {} });
    expect(printed).toEqual([JSON.stringify(body)]);
  });
});

describe('./dartwing operations figures', () => {
  it('prints the last day by status and the success by day', async () => {
    const { shell, printed } = await serveOperations({ 'GET /v1/operations/figures': [answerJson(200, all)] });
    expect(await figures(shell)).toBe(0);
    expect(printed).toEqual([
      'last 24 hours  all  completed  parked  resolved  needs a person',
      'complete-job   3    1          1       1         1',
      '',
      'completed of ended  2026-11-30  2026-12-01  7 days',
      'complete-job        -           1/2 50.0%   1/2 50.0%',
    ]);
  });

  it('says where nothing ran', async () => {
    const body = { lastDay: [], success: [] };
    const { shell, printed } = await serveOperations({ 'GET /v1/operations/figures': [answerJson(200, body)] });
    await figures(shell);
    expect(printed).toEqual([
      'No operation was started in the last 24 hours.',
      '',
      'No operation was started in the last 7 days.',
    ]);
  });

  it('prints as JSON what the API answered', async () => {
    const { shell, printed } = await serveOperations(
      { 'GET /v1/operations/figures': [answerJson(200, all)] },
      { json: true },
    );
    await figures(shell);
    expect(printed).toEqual([JSON.stringify(all)]);
  });
});
