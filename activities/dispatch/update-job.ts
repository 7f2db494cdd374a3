import { BILLED_FIELDS } from '../../domain/dispatch/complete-job.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { address as addressDefinition } from '../../domain/records/address.ts';
import { customer as customerDefinition } from '../../domain/records/customer.ts';
import { formatAddress } from '../../domain/records/format-address.ts';
import type { Scope } from '../../domain/scope.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../context/context.ts';
import type { Tx } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { linkedDocument } from '../documents/linked-document.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';
import { completionUnderWay } from './completion-under-way.ts';

interface UpdateJobInput {
  scope: Scope;
  name: string;
  changes: Values<typeof jobDefinition>;
  ifVersion?: number | undefined;
}

/** Changes what people may change of a job. Once it is completed, or being completed, what its papers say is frozen. */
export function updateJob(ctx: Context, { scope, name, changes, ifVersion }: UpdateJobInput): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { name, ifVersion });
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
      detail: 'Is frozen, because invoice and timesheet say so',
    })),
  });
}

async function derived(tx: Tx, job: Job, changes: Values<typeof jobDefinition>): Promise<Values<typeof jobDefinition>> {
  const values: Values<typeof jobDefinition> = {};
  const customer = changes.customer ?? job.customer;
  if (changes.customer !== undefined)
    await linkedDocument(tx, customerDefinition, { pointer: '/customer', name: customer });
  if (changes.address !== undefined || changes.customer !== undefined) {
    const place = await linkedDocument(tx, addressDefinition, {
      pointer: '/address',
      name: changes.address ?? job.address,
    });
    if (place.customer !== customer) {
      throw new Fault('invalid', `Address ${place.name} belongs to another customer`, {
        fields: [{ pointer: '/address', detail: 'Belongs to another customer' }],
      });
    }
    Object.assign(values, {
      formatted_address: formatAddress(place),
      latitude: place.latitude,
      longitude: place.longitude,
    });
  }
  const departure = changes.actual_departure === undefined ? job.actual_departure : changes.actual_departure;
  if (departure !== job.actual_departure) {
    if (departure !== null && job.actual_arrival === null)
      throw new Fault('conflict', `Job ${job.name} has no arrival yet, so nobody can have departed`);
    values.actual_duration =
      departure === null || job.actual_arrival === null ? null : secondsBetween(job.actual_arrival, departure);
    if (values.actual_duration !== null && values.actual_duration <= 0) {
      throw new Fault('invalid', `The departure of job ${job.name} is not after its arrival`, {
        fields: [{ pointer: '/actual_departure', detail: `Must be after the arrival at ${job.actual_arrival ?? ''}` }],
      });
    }
  }
  return values;
}
