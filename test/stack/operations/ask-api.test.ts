import { createServer } from 'node:net';

import { show } from '../../../stack/operations/show.ts';
import { failureOf } from './exit-of.ts';
import { anOperation, answerJson, answerProblem, serveOperations } from './serve-operations.ts';

const PATH = 'GET /v1/operations/OP-1';

describe('asking the API', () => {
  it('sends the key and asks for JSON', async () => {
    const { shell, asked } = await serveOperations({ [PATH]: [answerJson(200, anOperation())] });
    expect(await show(shell, { id: 'OP-1' })).toBe(0);
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer dw_live_x', accept: 'application/json' });
  });

  it.each([
    [401, 'unauthenticated', 1],
    [403, 'forbidden', 1],
    [404, 'not_found', 1],
    [409, 'conflict', 1],
    [422, 'invalid', 1],
    [429, 'rate_limited', 3],
    [503, 'unavailable', 3],
    [504, 'outcome_unknown', 3],
  ])('answers a %i %s in the words of the API and ends with %i of them', async (status, problem, exitCode) => {
    const { shell } = await serveOperations({ [PATH]: [answerProblem(status, problem, 'Look here')] });
    const trace = status >= 500 ? ', trace trace-1' : '';
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([exitCode, `Look here. [${problem}${trace}]`]);
  });

  it('names the fields that were refused', async () => {
    const body = { code: 'invalid', detail: 'Refused', errors: [{ pointer: '/note', detail: 'Is too long' }] };
    const { shell } = await serveOperations({ [PATH]: [answerJson(422, body)] });
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([1, 'Refused. /note: Is too long. [invalid]']);
  });

  it('lets nothing that others wrote steer the terminal', async () => {
    const { shell } = await serveOperations({ [PATH]: [answerProblem(404, 'not_found', 'None \u001b[2Jhere')] });
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([1, 'None  [2Jhere. [not_found]']);
  });

  it('says what to start when nothing listens', async () => {
    const { shell, close } = await serveOperations({});
    close();
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([
      3,
      `The API at ${shell.target.url} does not answer (ECONNREFUSED). Start it.`,
    ]);
  });

  it('is not taken in by something else that answers', async () => {
    const { shell } = await serveOperations({ [PATH]: [(_, response) => void response.end('<html>')] });
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([1, expect.stringContaining('is not this API')]);
  });

  it('follows no redirect, as the key is for this address only', async () => {
    const other = await serveOperations({});
    const { shell } = await serveOperations({
      [PATH]: [(_, response) => void response.writeHead(307, { location: `${other.url}/v1/operations/OP-1` }).end()],
    });
    expect(await failureOf(show(shell, { id: 'OP-1' }))).toEqual([3, expect.stringContaining('does not answer')]);
    expect(other.asked).toEqual([]);
  });

  it('ends at an interruption', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    const address = await new Promise<ReturnType<typeof silent.address>>((resolve) => {
      silent.once('listening', () => {
        resolve(silent.address());
      });
    });
    const port = typeof address === 'object' ? address?.port : undefined;
    const { shell, interruption } = await serveOperations({});
    const target = { ...shell.target, url: `http://127.0.0.1:${String(port)}` };
    const asking = failureOf(show({ ...shell, target }, { id: 'OP-1' }));
    interruption.abort();
    expect(await asking).toEqual([130, 'Interrupted.']);
    silent.close();
  });
});
