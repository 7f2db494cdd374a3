import { COMPLETE_JOB, mayComplete } from '../../domain/dispatch/complete-job.ts';
import { checkDeparture } from '../../domain/dispatch/job-times.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../context/context.ts';
import type { Tx } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { completeValues } from '../documents/complete-values.ts';
import { findOperation } from '../documents/find-operation.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';
import { completionUnderWay } from './completion-under-way.ts';

/** What a person may hand in with a completion; it stays on the job even if the completion is undone. */
export type CompletionValues = Pick<
  Values<typeof jobDefinition>,
  | 'actual_departure'
  | 'technician_notes'
  | 'customer_signature'
  | 'signed_by_name'
  | 'customer_feedback'
  | 'form_submissions'
>;

interface Accepted {
  job: Job;
  /** The operation that completed the job earlier, when there is nothing left to do. */
  finished: string | null;
}

/**
 * Accepts that a job be completed: checks right and state, and writes what the person handed in, before any run starts. While a
 * run is under way, and after it, the same values again change nothing; other values are refused as `conflict`.
 */
export function acceptJobCompletion(
  ctx: Context,
  {
    scope,
    name,
    values,
    ifVersion,
  }: { scope: Scope; name: string; values: CompletionValues; ifVersion?: number | undefined },
): Promise<Accepted> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { right: 'write', name, ifVersion });
    if (await completionUnderWay(tx, job)) {
      refuseOthers(job, values, 'is being completed');
      return { job, finished: null };
    }
    if (job.status === 'completed') {
      refuseOthers(job, values, 'is completed already');
      return { job, finished: await finishedOperation(tx, job) };
    }
    const departure = values.actual_departure === undefined ? job.actual_departure : values.actual_departure;
    mayComplete({ ...job, actual_departure: null }, tx.at);
    if (departure !== null) checkDeparture(job, departure, tx.at);
    const signed = values.customer_signature !== undefined || values.signed_by_name !== undefined;
    const changes: Values<typeof jobDefinition> = {
      ...values,
      ...(signed ? { signed_at: tx.at } : {}),
      ...(departure !== null && job.actual_arrival !== null
        ? { actual_duration: secondsBetween(job.actual_arrival, departure) }
        : {}),
      completion_requested_at: tx.at,
    };
    return { job: await updateDocument(tx, jobDefinition, { document: job, changes }), finished: null };
  });
}

function refuseOthers(job: Job, values: CompletionValues, state: string): void {
  const given = completeValues(jobDefinition, values);
  const others = Object.keys(values).filter(
    (key) => JSON.stringify(given[key]) !== JSON.stringify(Reflect.get(job, key)),
  );
  if (others.length === 0) return;
  throw new Fault('conflict', `Job ${job.name} ${state} with other values`, {
    fields: others.map((key) => ({ pointer: `/${key}`, detail: `Differs from what the job ${state} with` })),
  });
}

async function finishedOperation(tx: Tx, job: Job): Promise<string> {
  const newest = await findOperation(tx, { ...COMPLETE_JOB, name: job.name });
  if (newest?.status === 'completed') return newest.id;
  throw new Fault('conflict', `Job ${job.name} is completed already`);
}
