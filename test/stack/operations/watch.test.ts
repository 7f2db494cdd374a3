import { watch } from '../../../stack/operations/watch.ts';
import { failureOf } from './exit-of.ts';
import {
  anEvent,
  anOperation,
  answerEvents,
  answerProblem,
  aParkedOperation,
  aStep,
  serveOperations,
  type Answering,
} from './serve-operations.ts';

const PATH = 'GET /v1/operations/OP-1/events';
const QUICK = { id: 'OP-1', pauseMs: 5 };
const running = anOperation({ status: 'running', steps: [aStep('close', { status: 'running' })] });
const further = anOperation({ status: 'running', steps: [aStep('close'), aStep('invoice', { status: 'running' })] });
const done = anOperation({ steps: [aStep('close'), aStep('invoice', { result: { name: 'SINV-1' } })] });

const brokenOff =
  (events: unknown[]): Answering =>
  (_asked, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(events.map(anEvent).join(''), () => response.destroy());
  };

describe('./dartwing operations watch', () => {
  it('prints each change once and ends with the operation', async () => {
    const { shell, printed, asked } = await serveOperations({ [PATH]: [answerEvents([running, further, done])] });
    expect(await watch(shell, QUICK)).toBe(0);
    expect(printed).toEqual([
      '… close      under way',
      '= running',
      '✓ close      job closed',
      '… invoice    under way',
      '✓ invoice    invoice submitted  SINV-1',
      '= completed',
    ]);
    expect(asked[0]?.headers.accept).toBe('text/event-stream');
  });

  it.each([
    ['compensated', 4],
    ['cancelled', 4],
    ['failed', 4],
    ['resolved', 4],
    ['parked', 5],
    ['compensation_failed', 5],
    ['completed', 0],
  ])('ends with its exit code when the operation is %s', async (status, exitCode) => {
    const { shell } = await serveOperations({ [PATH]: [answerEvents([running, anOperation({ status })])] });
    expect(await watch(shell, QUICK)).toBe(exitCode);
  });

  it('says what can be done when the operation waits for a person', async () => {
    const { shell, noted } = await serveOperations({ [PATH]: [answerEvents([aParkedOperation()])] });
    await watch(shell, QUICK);
    expect(noted).toEqual([expect.stringContaining('decide OP-1 --step invoice')]);
  });

  it('connects again when the stream ended or broke, and tells nothing twice', async () => {
    const { shell, printed, noted, asked } = await serveOperations(
      {
        [PATH]: [
          answerEvents([running]),
          brokenOff([running]),
          answerProblem(503, 'unavailable', 'Going down'),
          answerEvents([running, done]),
        ],
      },
      { json: true },
    );
    expect(await watch(shell, QUICK)).toBe(0);
    expect(printed).toEqual([JSON.stringify(running), JSON.stringify(done)]);
    expect(asked).toHaveLength(4);
    expect(noted).toEqual([expect.stringContaining('Trying again; the operation goes on without us.')]);
  });

  it('takes a connection that stays silent for a dead one', async () => {
    const silent: Answering = (_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(anEvent(running));
    };
    const { shell, printed } = await serveOperations({ [PATH]: [silent, answerEvents([done])] });
    expect(await watch(shell, { ...QUICK, silenceMs: 100 })).toBe(0);
    expect(printed.at(-1)).toBe('= completed');
  });

  it('gives up in the end when the API stays away', async () => {
    const { shell, close } = await serveOperations({
      [PATH]: [
        (asked, response) => {
          answerEvents([running])(asked, response);
          response.once('finish', () => setTimeout(close, 20));
        },
      ],
    });
    expect(await failureOf(watch(shell, { ...QUICK, pauseMs: 50, patienceMs: 200 }))).toEqual([
      3,
      expect.stringContaining('does not answer'),
    ]);
  });

  it.each([
    [404, 'not_found', 1],
    [503, 'unavailable', 3],
  ])('gives up at once when it never was connected (%i)', async (status, code, exitCode) => {
    const { shell, asked } = await serveOperations({ [PATH]: [answerProblem(status, code, 'No')] });
    expect(await failureOf(watch(shell, QUICK))).toEqual([exitCode, expect.stringContaining(`[${code}`)]);
    expect(asked).toHaveLength(1);
  });

  it('ends when its key does not hold any more', async () => {
    const { shell } = await serveOperations({
      [PATH]: [answerEvents([running]), answerProblem(401, 'unauthenticated', 'The API key is revoked')],
    });
    expect(await failureOf(watch(shell, QUICK))).toEqual([1, 'The API key is revoked. [unauthenticated]']);
  });

  it('ends at an interruption, also between two connections', async () => {
    const { shell, interruption } = await serveOperations({ [PATH]: [answerEvents([running])] });
    const watching = failureOf(watch(shell, { ...QUICK, pauseMs: 10_000 }));
    setTimeout(() => {
      interruption.abort();
    }, 100);
    expect(await watching).toEqual([130, 'Interrupted.']);
  });
});
