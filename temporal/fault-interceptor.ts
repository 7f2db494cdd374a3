import { activityInfo, type Info } from '@temporalio/activity';
import {
  ApplicationFailure,
  ApplicationFailureCategory,
  type ApplicationFailureOptions,
  CompleteAsyncError,
  TemporalFailure,
} from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';

import { Fault, FAULTS } from '../domain/errors.ts';

/** What activities throw, as Temporal is to know it; a bug is logged here with its stack, since Temporal is told its kind only. */
export const createFaultInterceptor = (log: Logger) => (): ActivityInterceptors => ({
  inbound: {
    execute: async (input, next) => {
      try {
        return await next(input);
      } catch (error) {
        const { activityType, activityId, attempt, isLocal } = activityInfo();
        if (isBug(error)) log.error({ err: error, activityType, activityId, attempt }, 'an activity failed by a bug');
        throw activityFailure(error, { isLocal });
      }
    },
  },
});

const isBug = (error: unknown): boolean =>
  !(error instanceof Fault || error instanceof TemporalFailure || error instanceof CompleteAsyncError);

/**
 * A fault by the one table: its code is the type, its sentence the message. Every other error is a bug, repeated until the code is
 * repaired; only its kind is told, because a driver's or parser's message may quote values.
 */
export function activityFailure(error: unknown, { isLocal }: Pick<Info, 'isLocal'>): unknown {
  if (error instanceof Fault) {
    const { retried, saga } = FAULTS[error.code];
    const { retryAfterSeconds } = error.details;
    return withoutStack({
      message: error.message,
      type: error.code,
      nonRetryable: !retried,
      ...(saga === 'waits' ? { category: ApplicationFailureCategory.BENIGN } : {}),
      // A local activity keeps to its own growing intervals: each of its waits costs the run's history some events.
      ...(retryAfterSeconds === undefined || isLocal ? {} : { nextRetryDelay: retryAfterSeconds * 1_000 }),
    });
  }
  return isBug(error) ? withoutStack({ message: kindOf(error), type: 'bug' }) : error;
}

/** Its stack would be that of this file, and the place of this file on this machine. */
function withoutStack(options: ApplicationFailureOptions): ApplicationFailure {
  return Object.assign(ApplicationFailure.create(options), { stack: '' });
}

const Described = z.object({ name: z.string(), code: z.string(), errno: z.number() }).partial();

/** `Error ER_LOCK_DEADLOCK 1213`, without the message, which in this example is SQL with its values. */
function kindOf(error: unknown): string {
  const { name = 'unknown', code, errno } = Described.safeParse(error).data ?? {};
  return [name, code, errno].filter((part) => part !== undefined).join(' ');
}
