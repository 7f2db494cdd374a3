import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/client';

import { operationFailure } from '../../temporal/operation-failure.ts';

const ended = (type: string, ...details: unknown[]) =>
  ApplicationFailure.create({ message: 'Too late', type, details });

describe('operationFailure', () => {
  it.each([
    ['a refusal', ended('conflict', { failedStep: 'invoice' }), { code: 'conflict', message: 'Too late' }, 'invoice'],
    ['a refusal by a rule', ended('invalid', { steps: [] }), { code: 'invalid' }, null],
    ['a refusal without a report', ended('invalid'), { code: 'invalid' }, null],
    ['a cancellation', new CancelledFailure('cancelled'), { code: 'conflict' }, null],
    ['a termination', new TerminatedFailure('by hand'), { code: 'outcome_unknown' }, null],
    ['a failure of a kind that is not ours', ended('TypeError'), { code: 'misconfigured' }, null],
    ['nothing', undefined, { code: 'misconfigured' }, null],
  ])('turns %s into a fault', (_what, cause, fault, failedStep) => {
    expect(operationFailure({ cause })).toMatchObject({ fault, failedStep });
  });
});
