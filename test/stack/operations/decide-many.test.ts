import { decideMany } from '../../../stack/operations/decide-many.ts';
import { failureOf } from './exit-of.ts';
import { answerJson, answerProblem, serveOperations, type Answering } from './serve-operations.ts';

const PATH = 'POST /v1/operations/decide';
const retry = {
  name: 'decide-many',
  filter: { failedStep: 'invoice', errorCode: 'misconfigured' },
  action: 'retry',
  note: 'Enabled again',
  yes: true,
  idempotencyKey: 'k-1',
} as const;

const reply = (change: { matched: number; decided?: number; refused?: unknown[]; remaining: number }): Answering =>
  answerJson(200, { decided: 0, refused: [], ...change });
const serve = (answers: Answering[], how: Parameters<typeof serveOperations>[1] = {}) =>
  serveOperations({ [PATH]: answers }, how);
const aRefusal = (code: string) => ({ operation: 'OP-2', code, detail: 'No' });

describe('./dartwing operations decide for all that match', () => {
  it('counts first, and decides with the number it counted', async () => {
    const { shell, asked, printed } = await serve([
      reply({ matched: 2, remaining: 2 }),
      reply({ matched: 2, decided: 2, remaining: 0 }),
    ]);
    expect(await decideMany(shell, retry)).toBe(0);
    const { filter, action, note } = retry;
    expect(asked.map(({ body }) => body)).toEqual([
      { filter, action, note, dryRun: true },
      { filter, action, note, dryRun: false, expected: 2 },
    ]);
    expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['k-1', 'k-1']);
    expect(printed).toEqual(['2 operations match.', '2 decided, 0 refused.']);
  });

  it('decides nothing without a yes where there is nobody to ask', async () => {
    const { shell, asked, printed } = await serve([reply({ matched: 2, remaining: 2 })]);
    expect(await failureOf(decideMany(shell, { ...retry, yes: false }))).toEqual([
      2,
      'There is no terminal to ask at, so nothing was decided. Say so with --yes.',
    ]);
    expect([asked.length, printed]).toEqual([1, ['2 operations match.']]);
  });

  it.each([
    [true, 2, '1 decided, 0 refused.'],
    [false, 1, '1 operation matches.'],
  ])('asks at a terminal, and does as it is told (%s)', async (yes, requests, last) => {
    const questions: string[] = [];
    const confirm = async (question: string) => {
      questions.push(question);
      return yes;
    };
    const answers = [reply({ matched: 1, remaining: 1 }), reply({ matched: 1, decided: 1, remaining: 0 })];
    const { shell, asked, printed } = await serve(answers, { confirm });
    expect(await decideMany(shell, { ...retry, yes: false })).toBe(0);
    expect(questions).toEqual(["retry 'invoice' for all of them?"]);
    expect([asked.length, printed.at(-1)]).toEqual([requests, last]);
  });

  it('asks nothing when nothing matches', async () => {
    const { shell, asked, noted } = await serve([reply({ matched: 0, remaining: 0 })]);
    expect(await decideMany(shell, { ...retry, yes: false })).toBe(0);
    expect([asked.length, noted]).toEqual([1, ['Nothing was decided.']]);
  });

  it('takes as many requests as it needs, and counts anew because those under way come and go', async () => {
    const { shell, asked, printed } = await serve([
      reply({ matched: 150, remaining: 150 }),
      reply({ matched: 150, decided: 100, remaining: 50 }),
      reply({ matched: 90, remaining: 50 }),
      answerProblem(409, 'conflict', '70 operations match now, not 90'),
      reply({ matched: 70, remaining: 50 }),
      reply({ matched: 70, decided: 150, remaining: 0 }),
    ]);
    expect(await decideMany(shell, retry)).toBe(0);
    expect(asked.map(({ body }) => body)).toMatchObject([
      { dryRun: true },
      { expected: 150 },
      { dryRun: true },
      { expected: 90 },
      { dryRun: true },
      { expected: 70 },
    ]);
    expect(printed.at(-1)).toBe('150 decided, 0 refused.');
  });

  it('never decides about more than the person agreed to', async () => {
    const { shell, noted } = await serve([
      reply({ matched: 150, remaining: 150 }),
      reply({ matched: 150, decided: 100, remaining: 50 }),
      reply({ matched: 60, remaining: 60 }),
    ]);
    expect(await failureOf(decideMany(shell, retry))).toEqual([1, expect.stringContaining('60 are left, but only 50')]);
    expect(noted).toEqual(['100 were decided before. --idempotency-key k-1 goes on.']);
  });

  it('decides nothing when another number matches by then', async () => {
    const sentence = '3 operations match now, not 2';
    const { shell } = await serve([reply({ matched: 2, remaining: 2 }), answerProblem(409, 'conflict', sentence)]);
    expect(await failureOf(decideMany(shell, retry))).toEqual([1, `${sentence}. [conflict]`]);
  });

  it('names what was refused, and ends with 1', async () => {
    const { shell, printed } = await serve([
      reply({ matched: 2, remaining: 2 }),
      reply({ matched: 2, decided: 1, refused: [aRefusal('conflict')], remaining: 0 }),
    ]);
    expect(await decideMany(shell, retry)).toBe(1);
    expect(printed.slice(1)).toEqual(['refused  OP-2  conflict  No', '1 decided, 1 refused.']);
  });

  it.each(['unavailable', 'misconfigured'])('stops at an outage (%s) and says how to go on', async (code) => {
    const { shell, asked } = await serve([
      reply({ matched: 9, remaining: 9 }),
      reply({ matched: 9, decided: 4, refused: [aRefusal(code)], remaining: 5 }),
    ]);
    expect(await failureOf(decideMany(shell, retry))).toEqual([
      3,
      'Stopped by an outage: 4 decided, 5 left. Repeat the same command with --idempotency-key k-1: it goes on with these.',
    ]);
    expect(asked).toHaveLength(2);
  });

  it('goes on under the same key with what is left', async () => {
    const { shell, printed } = await serve([
      reply({ matched: 9, decided: 4, remaining: 5 }),
      reply({ matched: 9, decided: 9, remaining: 0 }),
    ]);
    expect(await decideMany(shell, retry)).toBe(0);
    expect(printed).toEqual(['9 operations match. Under this key 5 of them are left.', '9 decided, 0 refused.']);
  });

  it('says what was decided under the key before, where nothing is left', async () => {
    const { shell, asked, noted } = await serve([reply({ matched: 9, decided: 9, remaining: 0 })]);
    expect(await decideMany(shell, retry)).toBe(0);
    expect([asked.length, noted]).toEqual([1, ['9 were decided under this key before. None is left.']]);
  });

  it('counts one as one', async () => {
    const { shell, printed } = await serve([
      reply({ matched: 2, decided: 1, remaining: 1 }),
      reply({ matched: 2, decided: 2, remaining: 0 }),
    ]);
    await decideMany(shell, retry);
    expect(printed[0]).toBe('2 operations match. Under this key 1 of them is left.');
    const none = await serve([reply({ matched: 1, decided: 1, remaining: 0 })]);
    await decideMany(none.shell, retry);
    expect(none.noted).toEqual(['1 was decided under this key before. None is left.']);
  });

  it('tells each refusal once, however often it is answered', async () => {
    const refused = [aRefusal('conflict')];
    const { shell, printed } = await serve([
      reply({ matched: 120, remaining: 120 }),
      reply({ matched: 120, decided: 99, refused, remaining: 20 }),
      reply({ matched: 120, decided: 99, refused, remaining: 20 }),
      reply({ matched: 120, decided: 119, refused, remaining: 0 }),
    ]);
    expect(await decideMany(shell, retry)).toBe(1);
    expect(printed.slice(1)).toEqual(['refused  OP-2  conflict  No', '119 decided, 1 refused.']);
  });

  it('prints as JSON what the API answered to the decisions, or to the count where it was left at that', async () => {
    const decided = { decided: 2, refused: [], matched: 2, remaining: 0 };
    const all = await serve([reply({ matched: 2, remaining: 2 }), reply(decided)], { json: true });
    await decideMany(all.shell, retry);
    expect([all.printed.map((line): unknown => JSON.parse(line)), all.noted]).toEqual([[decided], []]);
    const none = await serve([reply({ matched: 0, remaining: 0 })], { json: true });
    await decideMany(none.shell, retry);
    expect(none.printed).toEqual(['{"decided":0,"refused":[],"matched":0,"remaining":0}']);
  });
});
