import { mayBecome } from '../../domain/dispatch/job-lifecycle.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';

/** Records that the work has begun. A job that is already in progress stays as it is. */
export function startJob(
  ctx: Context,
  { scope, name, ifVersion }: { scope: Scope; name: string; ifVersion?: number | undefined },
): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { right: 'write', name, ifVersion });
    if (job.status === 'in_progress') return job;
    mayBecome(name, job.status, 'in_progress');
    return updateDocument(tx, jobDefinition, {
      document: job,
      changes: { status: 'in_progress', status_updated_at: tx.at },
    });
  });
}
