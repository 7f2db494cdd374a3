import { isOpen, OPERATION_STATUS, type OperationStatus } from '../../domain/operation.ts';

const OPEN: Record<OperationStatus, boolean> = {
  running: true,
  compensating: true,
  parked: true,
  // It waits for a person, whose decision goes on with it.
  compensation_failed: true,
  completed: false,
  compensated: false,
  cancelled: false,
  failed: false,
};

describe('isOpen', () => {
  it.each(OPERATION_STATUS)('says of an operation that is %s whether it may still change', (status) => {
    expect(isOpen(status)).toBe(OPEN[status]);
  });
});
