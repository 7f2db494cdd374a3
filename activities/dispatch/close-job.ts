import { z } from 'zod';

import { mayComplete, stockLines } from '../../domain/dispatch/complete-job.ts';
import { JOB_STATUS, job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { StepInput } from '../../domain/operation.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { doOnce } from '../documents/do-once.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';
import { stepScope } from '../documents/step-scope.ts';

export const CLOSE_EFFECT = 'close';

/** What closing decided, and how it found the job, for the undo. */
export const Closed = z.object({
  billable: z.boolean(),
  usedStock: z.boolean(),
  before: z.object({
    status: z.enum(JOB_STATUS),
    actual_departure: z.string().nullable(),
    actual_duration: z.number().nullable(),
    /** The states of the rows of the assignment history, in order. */
    assignments: z.array(z.enum(['assigned', 'declined', 'reassigned', 'completed'])),
  }),
});

/**
 * Sets a job to completed, with a missing departure set to now, after checking under lock that it may be. Safe to repeat: the
 * answer is stored with the step key.
 */
export async function closeJob(ctx: Context, input: StepInput): Promise<{ billable: boolean; usedStock: boolean }> {
  const closed = await withTx(ctx, stepScope(input), (tx) =>
    doOnce(
      tx,
      { key: input.key, effect: CLOSE_EFFECT },
      {
        parse: (stored) => Closed.parse(stored),
        work: async () => {
          const job = await lockDocument(tx, jobDefinition, { right: 'write', name: input.name });
          mayComplete(job, tx.at);
          const { status, actual_departure, actual_duration, actual_arrival } = job;
          const departure = actual_departure ?? tx.at;
          await updateDocument(tx, jobDefinition, {
            document: job,
            changes: {
              status: 'completed',
              status_updated_at: tx.at,
              completion_requested_at: null,
              actual_departure: departure,
              actual_duration: actual_arrival === null ? null : secondsBetween(actual_arrival, departure),
              assignments: job.assignments.map((row) =>
                row.status === 'assigned' ? { ...row, status: 'completed' } : row,
              ),
            },
          });
          return {
            billable: job.billable,
            usedStock: stockLines(job).length > 0,
            before: {
              status,
              actual_departure,
              actual_duration,
              assignments: job.assignments.map((row) => row.status),
            },
          };
        },
      },
    ),
  );
  return { billable: closed.billable, usedStock: closed.usedStock };
}
