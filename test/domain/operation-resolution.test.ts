import { checkResolvable } from '../../domain/operation-resolution.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { codeOf } from '../support/code-of.ts';

const PAST = 'settle';

test.each<[OperationStatus, string | null, string]>([
  ['running', null, 'Operation op-1 is running. Wait for its end, or cancel it.'],
  ['running', PAST, 'Operation op-1 is running. Wait for its end.'],
  ['parked', null, 'Operation op-1 waits for a decision. Decide about the step that waits, or cancel it.'],
  ['parked', PAST, 'Operation op-1 waits for a decision. Decide about the step that waits.'],
  ['compensating', null, 'Operation op-1 is being undone. Wait for its end.'],
  [
    'compensation_failed',
    null,
    'Operation op-1 is being undone and waits for a decision. Decide about the step that waits.',
  ],
  ['completed', PAST, 'Operation op-1 is completed. There is nothing to resolve.'],
])('one that is %s, past %j, is refused with what can be done: %s', (status, pivot, sentence) => {
  const check = () => {
    checkResolvable({ id: 'op-1', status, pivot });
  };
  expect(codeOf(check)).toBe('conflict');
  expect(check).toThrow(new Error(sentence));
});

test.each(['compensated', 'cancelled', 'failed'] as const)('one that is %s may be called settled', (status) => {
  expect(() => {
    checkResolvable({ id: 'op-1', status, pivot: null });
  }).not.toThrow();
});
