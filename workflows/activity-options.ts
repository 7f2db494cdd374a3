import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

import { RECORDS_QUEUE } from './messages.ts';

// No profile has a scheduleToCloseTimeout: its clock runs through an outage, and its end would unwind what only has to wait.

/** Writes to our own database. */
export const QUICK = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
} as const satisfies ActivityOptions;

/** Writes to the system of record, which finds them again by their key. */
export const WRITE_RECORDS = {
  taskQueue: RECORDS_QUEUE,
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions;

/** Compensations, wherever they run. */
export const UNDO = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
} as const satisfies ActivityOptions;

/**
 * The rows of an operation, written by the workflow itself. Local, because a server round trip for each would double the time of
 * a short operation. Attempts have no limit; from 10 s on they wait in timers of the server, so that an outage of days adds
 * a few hundred events to the history and holds no worker.
 */
export const PROJECTION = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '2 minutes' },
  localRetryThreshold: '10 seconds',
} as const satisfies LocalActivityOptions;

/** Asks Temporal about a batch of runs and writes what it says: seconds, unless Temporal is slow to answer. */
export const HEAL_ROWS = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
} as const satisfies ActivityOptions;
