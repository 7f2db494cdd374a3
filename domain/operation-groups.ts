import type { OperationStatus } from './operation.ts';

/** Under way by itself. */
export const UNDER_WAY = ['running', 'compensating'] as const satisfies readonly OperationStatus[];

/** Goes on only after a person decided: what needs a person. */
export const WAITS = ['parked', 'compensation_failed'] as const satisfies readonly OperationStatus[];

/** Ended without completing; `cancelled` because somebody wanted it so. */
export const DID_NOT_COMPLETE = ['compensated', 'cancelled', 'failed'] as const satisfies readonly OperationStatus[];
