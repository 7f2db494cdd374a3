import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ContinueAsNew,
  TimeoutFailure,
} from '@temporalio/workflow';

import { Fault } from '../../domain/errors.ts';
import { reasonOf } from '../../workflows/reason-of.ts';

const failedBy = (cause: Error) =>
  new ActivityFailure('failed', 'createJobInvoice', 'invoice', 'NON_RETRYABLE_FAILURE', 'worker', cause);

describe('reasonOf', () => {
  it.each([
    ['a rule', new Fault('conflict', 'Too late'), { code: 'conflict', message: 'Too late' }],
    [
      'an activity',
      failedBy(ApplicationFailure.nonRetryable('No item', 'invalid')),
      { code: 'invalid', message: 'No item' },
    ],
    [
      'an activity without an answer',
      failedBy(new TimeoutFailure('late', undefined, 'START_TO_CLOSE')),
      { code: 'outcome_unknown' },
    ],
    [
      'an activity that nobody understands',
      failedBy(ApplicationFailure.nonRetryable('?', 'NoSuchType')),
      { code: 'misconfigured' },
    ],
    ['a cancellation', new CancelledFailure('cancelled'), { code: 'misconfigured' }],
  ])('names what %s says', (_who, error, reason) => {
    expect(reasonOf(error)).toMatchObject(reason);
  });

  it.each([new TypeError('a defect'), new ContinueAsNew({ workflowType: 'completeJob' }), 'text', undefined])(
    'has no reason for what is no failure of a step: %s',
    (error) => {
      expect(reasonOf(error)).toBeUndefined();
    },
  );
});
