import { mayBecome } from '../../domain/dispatch/job-lifecycle.ts';
import { Fault } from '../../domain/errors.ts';
import { checkArrival } from '../../domain/dispatch/job-times.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';

interface ArriveJobInput {
  scope: Scope;
  name: string;
  /** When the technician arrived; now, if not given. */
  at?: string | undefined;
  ifVersion?: number | undefined;
}

/** Records that the technician is there. The same arrival again changes nothing; another one is refused. */
export function arriveJob(ctx: Context, { scope, name, at, ifVersion }: ArriveJobInput): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { right: 'write', name, ifVersion });
    const arrival = at === undefined ? undefined : new Date(at).toISOString();
    if (job.status === 'arrived' && (arrival ?? job.actual_arrival) === job.actual_arrival) return job;
    if (job.status === 'arrived') {
      throw new Fault(
        'conflict',
        `Job ${name} was arrived at ${job.actual_arrival ?? 'already'}. Change its actual_arrival to correct that.`,
      );
    }
    mayBecome(name, job.status, 'arrived');
    checkArrival(arrival ?? tx.at, { now: tx.at, pointer: '/at' });
    return updateDocument(tx, jobDefinition, {
      document: job,
      changes: { status: 'arrived', status_updated_at: tx.at, actual_arrival: arrival ?? tx.at },
    });
  });
}
