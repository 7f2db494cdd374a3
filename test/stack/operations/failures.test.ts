import { failures } from '../../../stack/operations/failures.ts';
import { answerJson, serveOperations } from './serve-operations.ts';

const aCause = (change: Record<string, unknown> = {}) => ({
  kind: 'complete-job',
  failedStep: 'invoice',
  code: 'misconfigured',
  count: 12,
  oldest: '2026-12-01T08:14:00.000Z',
  newest: '2026-12-01T11:00:00.080Z',
  example: { id: 'OP-1', detail: 'The account is disabled', href: '/v1/operations/OP-1' },
  ...change,
});
const RETRYING = { 'filter[retrying]': 'true' };

const told = async (causes: unknown[], filters: Record<string, string> = {}) => {
  const query = Object.entries(filters).map(([name, value]) => `?${name}=${value}`);
  const what = `GET /v1/operations/failures${query.join('')}`;
  const { shell, printed, noted } = await serveOperations({ [what]: [answerJson(200, { data: causes })] });
  expect(await failures(shell, { filters })).toBe(0);
  return { printed, noted };
};

describe('./dartwing operations failures', () => {
  it('prints each cause with how many, since when, and one of them', async () => {
    const { printed } = await told([aCause(), aCause({ failedStep: null, code: 'outcome_unknown', count: 1 })]);
    expect(printed[1]).toMatch(/^12 +complete-job +invoice +misconfigured .* OP-1: The account is disabled$/);
    expect(printed[2]).toMatch(/^1 +complete-job +outcome_unknown /);
  });

  it('prints what is being tried again, also where the latest attempt has not told why', async () => {
    const { printed } = await told([aCause({ code: 'bug' }), aCause({ code: null, count: 1 })], RETRYING);
    expect(printed[1]).toMatch(/^12 +complete-job +invoice +bug /);
    expect(printed[2]).toMatch(/^1 +complete-job +invoice +\? /);
  });

  it('says on stderr that nothing matches', async () => {
    expect(await told([])).toEqual({ printed: [], noted: ['No operation that failed matches.'] });
    expect((await told([], RETRYING)).noted).toEqual(['No operation that is being tried again matches.']);
  });
});
