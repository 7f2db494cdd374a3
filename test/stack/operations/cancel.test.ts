import { cancel } from '../../../stack/operations/cancel.ts';
import { resolve } from '../../../stack/operations/resolve.ts';
import { failureOf } from './exit-of.ts';
import { anOperation, answerJson, answerProblem, serveOperations } from './serve-operations.ts';

const CANCEL = 'POST /v1/operations/OP-1/cancel';
const RESOLVE = 'POST /v1/operations/OP-1/resolve';
const why = { id: 'OP-1', note: 'Wrong job' };

describe('./dartwing operations cancel', () => {
  it.each([
    [200, 'cancelled', 0],
    [202, 'compensating', 0],
    [202, 'compensation_failed', 5],
  ])('answers a %i with the operation as it is (%s) and ends with %i', async (status, state, exitCode) => {
    const { shell, asked, printed } = await serveOperations({
      [CANCEL]: [answerJson(status, anOperation({ status: state }))],
    });
    expect(await cancel(shell, { ...why, waitSeconds: 3 })).toBe(exitCode);
    expect(asked[0]).toMatchObject({ body: { note: 'Wrong job' }, headers: { prefer: 'wait=3' } });
    expect(printed.at(-1)).toBe(`  = ${state}`);
  });

  it('says why it is refused', async () => {
    const { shell } = await serveOperations({
      [CANCEL]: [answerProblem(409, 'conflict', 'It can only go forward')],
    });
    expect(await failureOf(cancel(shell, { ...why, waitSeconds: 3 }))).toEqual([
      1,
      'It can only go forward. [conflict]',
    ]);
  });

  it('says that it may be repeated when nobody knows whether it was taken', async () => {
    const { shell } = await serveOperations({ [CANCEL]: [(_, response) => void response.destroy()] });
    expect(await failureOf(cancel(shell, { ...why, waitSeconds: 3 }))).toEqual([
      3,
      expect.stringContaining('Repeat the same command: it is applied once.'),
    ]);
  });
});

describe('./dartwing operations resolve', () => {
  it('sends the reason and shows the operation', async () => {
    const { shell, asked, printed } = await serveOperations({
      [RESOLVE]: [answerJson(200, anOperation({ status: 'resolved' }))],
    });
    expect(await resolve(shell, why)).toBe(0);
    expect(asked[0]?.body).toEqual({ note: 'Wrong job' });
    expect(printed.at(-1)).toBe('  = resolved');
  });

  it('says why it is refused', async () => {
    const { shell } = await serveOperations({ [RESOLVE]: [answerProblem(409, 'conflict', 'It is still open')] });
    expect(await failureOf(resolve(shell, why))).toEqual([1, 'It is still open. [conflict]']);
  });
});
