import { judgeCancellation } from '../../domain/operation-cancellation.ts';

const judge = (over: Partial<Parameters<typeof judgeCancellation>[0]>) =>
  judgeCancellation({ id: 'OP-1', status: 'running', pivot: null, failed: false, ...over });

test.each(['running', 'parked'] as const)('nothing has come of it yet while the operation is %s', (status) => {
  expect(judge({ status })).toEqual({ state: 'asked' });
  // A step that waits names its failure on the operation, which may be cancelled all the same.
  expect(judge({ status, failed: true })).toEqual({ state: 'asked' });
});

test.each(['compensating', 'compensation_failed', 'cancelled'] as const)(
  'it was taken when the operation is %s without a failure of its own',
  (status) => {
    expect(judge({ status })).toEqual({ state: 'taken' });
  },
);

test.each([
  ['running', { pivot: 'settle' }, /had passed step 'settle'.*can only go forward/],
  ['parked', { pivot: 'settle', failed: true }, /had passed step 'settle'.*can only go forward/],
  ['compensating', { failed: true }, /had failed.*Wait for its end/],
  ['compensation_failed', { failed: true }, /had failed.*Decide about the step/],
  ['completed', {}, /completed before.*What it did stands/],
  ['completed', { pivot: 'settle' }, /completed before.*What it did stands/],
  ['compensated', { failed: true }, /is compensated, though not because of the cancellation/],
  ['failed', { failed: true }, /is failed, though not because of the cancellation/],
  ['failed', { pivot: 'settle' }, /is failed, though not because of the cancellation/],
] as const)('something was faster when the operation is %s with %j', (status, over, sentence) => {
  expect(judge({ status, ...over })).toMatchObject({
    state: 'refused',
    fault: { code: 'conflict', message: expect.stringMatching(sentence) },
  });
});
