import { list } from '../../../stack/operations/list.ts';
import { answerJson, answerProblem, aSummary, serveOperations } from './serve-operations.ts';
import { failureOf } from './exit-of.ts';

const page = (ids: string[], nextCursor: string | null = null) =>
  answerJson(200, { data: ids.map((id) => aSummary({ id })), nextCursor });

describe('./dartwing operations list', () => {
  it('prints an aligned table', async () => {
    const error = { code: 'misconfigured', detail: 'x' };
    const parked = aSummary({ id: 'OP-2', status: 'parked', failedStep: 'invoice', error });
    const { shell, printed, noted } = await serveOperations({
      'GET /v1/operations?limit=50': [answerJson(200, { data: [parked, aSummary()], nextCursor: null })],
    });
    expect(await list(shell, { filters: {}, atMost: 50 })).toBe(0);
    expect(printed).toEqual([
      'started               status     kind          document  failed step  error          operation',
      '2026-12-01 11:00:00Z  parked     complete-job  JOB-1     invoice      misconfigured  OP-2',
      '2026-12-01 11:00:00Z  completed  complete-job  JOB-1                                 OP-1',
    ]);
    expect(noted).toEqual([]);
  });

  it('tells at which step and by which error one is being tried again, whatever had failed before', async () => {
    const conflict = { code: 'conflict', detail: 'x' };
    const bug = { code: 'bug', detail: 'x is not a function' };
    const retrying = [
      { step: 'invoice', error: bug },
      { step: 'delivery', error: null },
    ];
    const forwards = aSummary({ status: 'running', retrying });
    const backwards = aSummary({
      status: 'compensating',
      failedStep: 'timesheet',
      error: conflict,
      retrying: [{ step: 'invoice', error: bug }],
    });
    const what = 'GET /v1/operations?filter[retrying]=true&limit=50';
    const { shell, printed } = await serveOperations({
      [what]: [answerJson(200, { data: [forwards, backwards], nextCursor: null })],
    });
    await list(shell, { filters: { 'filter[retrying]': 'true' }, atMost: 50 });
    expect(printed).toEqual([
      'started               status        kind          document  failed step        error   operation',
      '2026-12-01 11:00:00Z  running       complete-job  JOB-1     invoice, delivery  bug, ?  OP-1',
      '2026-12-01 11:00:00Z  compensating  complete-job  JOB-1     invoice            bug     OP-1',
    ]);
  });

  it('sends the filters, and says on stderr when nothing matches', async () => {
    const what = 'GET /v1/operations?filter[status]=parked&filter[needsPerson]=true&limit=50';
    const { shell, printed, noted } = await serveOperations({ [what]: [page([])] });
    const filters = { 'filter[status]': 'parked', 'filter[needsPerson]': 'true' };
    expect(await list(shell, { filters, atMost: 50 })).toBe(0);
    expect([printed, noted]).toEqual([[], ['No operation matches.']]);
  });

  it('says that there are more', async () => {
    const { shell, noted } = await serveOperations({ 'GET /v1/operations?limit=1': [page(['OP-1'], 'c')] });
    await list(shell, { filters: {}, atMost: 1 });
    expect(noted).toEqual(['There are more: --all shows them, --limit N as many as you want.']);
  });

  it('reads page by page until all are there, and prints one object a line as they came', async () => {
    const { shell, printed, noted } = await serveOperations(
      {
        'GET /v1/operations?filter[kind]=complete-job&limit=200': [page(['OP-1', 'OP-2'], 'c1')],
        'GET /v1/operations?filter[kind]=complete-job&limit=200&cursor=c1': [page(['OP-3'])],
      },
      { json: true },
    );
    await list(shell, { filters: { 'filter[kind]': 'complete-job' }, atMost: Infinity });
    expect(printed).toEqual(['OP-1', 'OP-2', 'OP-3'].map((id) => JSON.stringify(aSummary({ id }))));
    expect(noted).toEqual([]);
  });

  it('asks for no more than was asked for', async () => {
    const first = Array.from({ length: 200 }, (_, index) => `OP-${String(index)}`);
    const { shell, printed } = await serveOperations(
      {
        'GET /v1/operations?limit=200': [page(first, 'c1')],
        'GET /v1/operations?limit=1&cursor=c1': [page(['OP-200'], 'c2')],
      },
      { json: true },
    );
    await list(shell, { filters: {}, atMost: 201 });
    expect(printed).toHaveLength(201);
  });

  it('prints nothing when it is refused', async () => {
    const { shell, printed } = await serveOperations({
      'GET /v1/operations?limit=50': [answerProblem(403, 'forbidden', 'The key lacks operations:read')],
    });
    expect(await failureOf(list(shell, { filters: {}, atMost: 50 }))).toEqual([
      1,
      'The key lacks operations:read. [forbidden]',
    ]);
    expect(printed).toEqual([]);
  });
});
