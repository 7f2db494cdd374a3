import {
  anOperation,
  answerEvents,
  answerJson,
  answerProblem,
  aParkedOperation,
  serveOperations,
  type Answering,
} from '../operations/serve-operations.ts';
import { runOperations } from './run-operations.ts';

/** Runs the real command in a process of its own against an API of the test. */
async function dartwing(words: string[], script: Record<string, Answering[]> = {}) {
  const api = await serveOperations(script);
  return { ...runOperations({ url: api.url, secret: 'dw_live_x' }, words), api };
}

describe('./dartwing operations', () => {
  it('alone says on stderr how it is used', async () => {
    const { exitCode, stdout, stderr } = await (await dartwing([])).result;
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: ./dartwing operations <command>');
  });

  it('tells all its exit codes on request', async () => {
    const { exitCode, stdout, stderr } = await (await dartwing(['help'])).result;
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const code of [0, 1, 2, 3, 4, 5, 130]) expect(stdout).toMatch(new RegExp(`(: |^|· )${String(code)} \\S`, 'm'));
  });

  it('prints data to stdout and everything else to stderr', async () => {
    const { result } = await dartwing(['show', 'OP-1'], {
      'GET /v1/operations/OP-1': [answerJson(200, aParkedOperation())],
    });
    const { exitCode, stdout, stderr } = await result;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^operation {3}OP-1\n[^]* {2}= parked\n$/);
    expect(stderr).toMatch(/^It waits for a person: .*\n$/);
  });

  it('ends with the code of a refusal, and its sentence on stderr', async () => {
    const { result } = await dartwing(['show', 'OP-1', '--json'], {
      'GET /v1/operations/OP-1': [answerProblem(404, 'not_found', "There is no operation 'OP-1'")],
    });
    expect(await result).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: "dartwing: There is no operation 'OP-1'. [not_found]\n",
    });
  });

  it('carries a sentence as its reason, and ends with what the operation came to', async () => {
    const words = ['decide', 'OP-1', '--step', 'invoice', '--action', 'retry', '--note', 'It is enabled again'];
    const { api, result } = await dartwing(words, {
      'POST /v1/operations/OP-1/decide': [answerJson(200, aParkedOperation())],
    });
    expect((await result).exitCode).toBe(5);
    expect(api.asked[0]?.body).toMatchObject({ note: 'It is enabled again' });
  });

  it('ends watching at Ctrl-C with 130', async () => {
    const running = anOperation({ status: 'running' });
    const { child, result } = await dartwing(['watch', 'OP-1'], {
      'GET /v1/operations/OP-1/events': [answerEvents([running])],
    });
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await result).toMatchObject({ exitCode: 130, stderr: 'dartwing: Interrupted.\n' });
  });
});
