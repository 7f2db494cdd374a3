import type { RequestListener } from 'node:http';

import type { Service } from '../../../stack/services/service.ts';
import { StackError } from '../../../stack/stack-error.ts';
import { checkAnswers } from '../../../stack/supervisor/check-answers.ts';
import { serveOnLoopback } from '../../support/serve-on-loopback.ts';

const answers: RequestListener = (_request, response) => response.end();
/** As a process does that was stopped: connections are taken, nothing is said. */
const frozen: RequestListener = () => undefined;

async function listening(name: Service['name'], listener: RequestListener): Promise<Service> {
  const { port, url } = await serveOnLoopback(listener);
  const probe = { kind: 'http', url: `${url}/readyz` } as const;
  const program = { command: 'x', args: [], cwd: '.', environment: {}, readyWithinMs: 1, stopWithinMs: 1 };
  return { ...program, name, port, probe };
}

const sentenceOf = (work: Promise<void>): Promise<unknown> =>
  work.catch((error: unknown) => (error instanceof StackError ? [error.exitCode, error.message] : error));

describe('a stack that runs', () => {
  it('is taken when everything answers', async () => {
    const steps = [await listening('temporal', answers), await listening('api', answers)];
    expect(await sentenceOf(checkAnswers({ given: [], steps }))).toBeUndefined();
  });

  it('is refused when a process lives but does not answer, and the sentence says what to do', async () => {
    const steps = [await listening('temporal', frozen), await listening('worker', answers)];
    expect(await sentenceOf(checkAnswers({ given: [], steps }, { patienceMs: 100 }))).toEqual([
      1,
      'Everything was started, but temporal does not answer. ./dartwing logs temporal may tell why; ./dartwing down, then ./dartwing up starts everything anew.',
    ]);
  });

  it('is refused with all names, those first that the others need', async () => {
    const steps = [
      await listening('temporal', frozen),
      await listening('worker', frozen),
      await listening('api', frozen),
    ];
    expect(await sentenceOf(checkAnswers({ given: [], steps }, { patienceMs: 100 }))).toEqual([
      1,
      expect.stringContaining('temporal, worker and api do not answer. ./dartwing logs temporal'),
    ]);
  });

  it('is refused when a given service does not answer, and the sentence names where it was given', async () => {
    const { name, probe } = await listening('temporal', frozen);
    expect(await sentenceOf(checkAnswers({ given: [{ name, probe }], steps: [] }))).toEqual([
      3,
      expect.stringContaining('TEMPORAL_ADDRESS'),
    ]);
  });

  it('is given time to answer again', async () => {
    let asked = 0;
    const steps = [
      await listening('api', (_request, response) => {
        asked += 1;
        response.writeHead(asked > 1 ? 200 : 503).end();
      }),
    ];
    expect(await sentenceOf(checkAnswers({ given: [], steps }, { patienceMs: 5_000 }))).toBeUndefined();
    expect(asked).toBe(2);
  });
});
