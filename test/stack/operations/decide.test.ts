import { decide } from '../../../stack/operations/decide.ts';
import { failureOf } from './exit-of.ts';
import { anOperation, answerJson, answerProblem, aParkedOperation, serveOperations } from './serve-operations.ts';

const PATH = 'POST /v1/operations/OP-1/decide';
const retry = {
  name: 'decide',
  id: 'OP-1',
  step: 'invoice',
  action: 'retry',
  note: 'Enabled again',
  waitSeconds: 3,
  idempotencyKey: undefined,
} as const;

describe('./dartwing operations decide', () => {
  it('sends the decision with a key of its own and shows the operation after it', async () => {
    const { shell, asked, printed } = await serveOperations({ [PATH]: [answerJson(200, anOperation())] });
    expect(await decide(shell, { ...retry, input: { billing_item: 'SERVICE' } })).toBe(0);
    const [{ headers, body } = { headers: {}, body: undefined }] = asked;
    expect(body).toEqual({
      step: 'invoice',
      action: 'retry',
      note: 'Enabled again',
      input: { billing_item: 'SERVICE' },
    });
    expect(headers).toMatchObject({ prefer: 'wait=3', 'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(printed.at(-1)).toBe('  = completed');
  });

  it('sends the key that was given, and what was found', async () => {
    const { shell, asked } = await serveOperations({ [PATH]: [answerJson(200, anOperation())] });
    await decide(shell, { ...retry, action: 'mark_done', found: 'SINV-9', idempotencyKey: 'k-1' });
    expect(asked[0]?.headers['idempotency-key']).toBe('k-1');
    expect(asked[0]?.body).toEqual({ step: 'invoice', action: 'mark_done', note: 'Enabled again', found: 'SINV-9' });
  });

  it.each([
    ['retry', 'completed', 0],
    ['retry', 'running', 0],
    ['retry', 'compensated', 4],
    ['skip', 'failed', 4],
    ['retry', 'parked', 5],
    ['compensate', 'compensated', 0],
    ['compensate', 'compensating', 0],
    ['compensate', 'compensation_failed', 5],
  ] as const)('ends %s with an operation that is %s with %i', async (action, status, exitCode) => {
    const { shell } = await serveOperations({ [PATH]: [answerJson(200, aParkedOperation({ status }))] });
    expect(await decide(shell, { ...retry, action })).toBe(exitCode);
  });

  it('prints as JSON what the API answered', async () => {
    const { shell, printed, noted } = await serveOperations(
      { [PATH]: [answerJson(200, aParkedOperation())] },
      { json: true },
    );
    expect(await decide(shell, retry)).toBe(5);
    expect([printed, noted]).toEqual([[JSON.stringify(aParkedOperation())], []]);
  });

  it.each([
    [409, 'conflict', "Step 'invoice' does not wait", 1],
    [403, 'forbidden', 'Your roles do not include the right', 1],
    [429, 'rate_limited', 'Too many requests', 3],
  ])('says why it was refused (%i), and no more', async (status, code, detail, exitCode) => {
    const { shell } = await serveOperations({ [PATH]: [answerProblem(status, code, detail)] });
    expect(await failureOf(decide(shell, retry))).toEqual([exitCode, `${detail}. [${code}]`]);
  });

  it('says with which key to repeat it when nobody knows whether it was taken', async () => {
    const { shell, asked } = await serveOperations({
      [PATH]: [answerProblem(503, 'unavailable', 'No worker answered')],
    });
    const failure = await failureOf(decide(shell, retry));
    const key = String(asked[0]?.headers['idempotency-key']);
    expect(failure).toEqual([
      3,
      `No worker answered. [unavailable, trace trace-1] Whether it was taken is not known. Repeat the same command with --idempotency-key ${key}: it is applied once.`,
    ]);
  });

  it('says so, too, when the connection breaks after the request has left', async () => {
    const { shell } = await serveOperations({ [PATH]: [(_, response) => void response.destroy()] });
    expect(await failureOf(decide(shell, { ...retry, idempotencyKey: 'k-1' }))).toEqual([
      3,
      expect.stringContaining('Repeat the same command with --idempotency-key k-1'),
    ]);
  });

  it('does not when the request never left', async () => {
    const { shell, close } = await serveOperations({});
    close();
    const [exitCode, sentence] = await failureOf(decide(shell, retry));
    expect(exitCode).toBe(3);
    expect(sentence).toMatch(/ECONNREFUSED\). Start it\.$/);
  });

  it('says so when it is interrupted while it waits', async () => {
    const { shell, interruption } = await serveOperations({
      [PATH]: [
        () => {
          interruption.abort();
        },
      ],
    });
    expect(await failureOf(decide(shell, { ...retry, idempotencyKey: 'k-1' }))).toEqual([
      130,
      'Interrupted. Whether it was taken is not known. Repeat the same command with --idempotency-key k-1: it is applied once.',
    ]);
  });
});
