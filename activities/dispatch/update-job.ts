import { BILLED_FIELDS } from '../../domain/dispatch/complete-job.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import { checkArrival, checkDeparture, checkSchedule } from '../../domain/dispatch/job-times.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../context/context.ts';
import type { Tx } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';
import { completionUnderWay } from './completion-under-way.ts';
import { resolvePlace } from './resolve-place.ts';

interface UpdateJobInput {
  scope: Scope;
  name: string;
  changes: Values<typeof jobDefinition>;
  ifVersion?: number | undefined;
}

/** Changes what people may change of a job. Once it is completed, or being completed, what its papers say is frozen. */
export function updateJob(ctx: Context, { scope, name, changes, ifVersion }: UpdateJobInput): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { right: 'write', name, ifVersion });
    await refuseFrozen(tx, job, changes);
    return updateDocument(tx, jobDefinition, {
      document: job,
      changes: { ...changes, ...(await derived(tx, job, changes)) },
    });
  });
}

async function refuseFrozen(tx: Tx, job: Job, changes: Values<typeof jobDefinition>): Promise<void> {
  const frozen = BILLED_FIELDS.filter((field) => field in changes);
  if (frozen.length === 0) return;
  if (job.status !== 'completed' && !(await completionUnderWay(tx, job))) return;
  const state = job.status === 'completed' ? 'completed' : 'being completed';
  throw new Fault('conflict', `Job ${job.name} is ${state}, so ${frozen.join(', ')} can no longer be changed`, {
    fields: frozen.map((field) => ({
      pointer: `/${field}`,
      detail: 'Is frozen, because the papers of the job say so',
    })),
  });
}

async function derived(tx: Tx, job: Job, changes: Values<typeof jobDefinition>): Promise<Values<typeof jobDefinition>> {
  const next = { ...job, ...changes };
  checkSchedule(next);
  const moved = changes.customer !== undefined || changes.address !== undefined || changes.contact !== undefined;
  const place = moved ? await resolvePlace(tx, next) : {};
  if (changes.actual_arrival === undefined && changes.actual_departure === undefined) return place;
  return { ...place, actual_duration: durationOf(checkTimes(job, changes, tx.at)) };
}

type Times = Pick<Job, 'name' | 'actual_arrival' | 'actual_departure'>;

/** Times may be corrected once they were recorded; which one is wrong only people know. */
function checkTimes(job: Job, changes: Values<typeof jobDefinition>, now: string): Times {
  const { actual_arrival = job.actual_arrival, actual_departure = job.actual_departure } = changes;
  if (changes.actual_arrival !== undefined) {
    if (job.actual_arrival === null || actual_arrival === null) {
      throw new Fault(
        'conflict',
        `The arrival of job ${job.name} can only be corrected, and only once it was recorded`,
      );
    }
    checkArrival(actual_arrival, { now, pointer: '/actual_arrival' });
  }
  const times = { name: job.name, actual_arrival, actual_departure };
  if (actual_departure !== null) checkDeparture(times, actual_departure, now);
  return times;
}

const durationOf = ({ actual_arrival, actual_departure }: Times): number | null =>
  actual_arrival === null || actual_departure === null ? null : secondsBetween(actual_arrival, actual_departure);
