import { mayBecome } from '../../domain/dispatch/job-lifecycle.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';

/** A minute of a technician's clock that runs ahead is no reason to refuse an arrival. */
const CLOCK_TOLERANCE_MS = 60_000;

interface ArriveJobInput {
  scope: Scope;
  name: string;
  /** When the technician arrived; now, if not given. */
  at?: string | undefined;
  ifVersion?: number | undefined;
}

/** Records that the technician is there. An arrival that is already recorded stays as it is. */
export function arriveJob(ctx: Context, { scope, name, at, ifVersion }: ArriveJobInput): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { name, ifVersion });
    if (job.status === 'arrived') return job;
    mayBecome(name, job.status, 'arrived');
    const arrival = at === undefined ? tx.at : new Date(at).toISOString();
    if (Date.parse(arrival) > Date.parse(tx.at) + CLOCK_TOLERANCE_MS) {
      throw new Fault('invalid', 'The arrival lies in the future', {
        fields: [{ pointer: '/at', detail: 'Must not lie in the future' }],
      });
    }
    return updateDocument(tx, jobDefinition, {
      document: job,
      changes: { status: 'arrived', status_updated_at: tx.at, actual_arrival: arrival },
    });
  });
}
