import type { OperationStatus } from './operation.ts';

/** Under way by itself. */
export const UNDER_WAY = ['running', 'compensating'] as const satisfies readonly OperationStatus[];

/** Goes on only after a person decided: what needs a person. */
export const WAITS = ['parked', 'compensation_failed'] as const satisfies readonly OperationStatus[];

// Any text may be asked about: a service of another version may know other words.
const among =
  (group: readonly string[]) =>
  (status: string): boolean =>
    group.includes(status);

/** Whether it goes on by itself. */
export const isUnderWay = among(UNDER_WAY);

/** Whether it goes on only after a person decided. */
export const waitsForPerson = among(WAITS);

/** Ended without completing; `cancelled` because somebody wanted it so. */
export const DID_NOT_COMPLETE = ['compensated', 'cancelled', 'failed'] as const satisfies readonly OperationStatus[];
