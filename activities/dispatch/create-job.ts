import type { Values } from '../../domain/documents/define-document.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import { checkSchedule } from '../../domain/dispatch/job-times.ts';
import { jobType as jobTypeDefinition } from '../../domain/dispatch/job-type.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { checkRight } from '../documents/check-right.ts';
import { createDocument } from '../documents/create-document.ts';
import { linkedDocument } from '../documents/linked-document.ts';
import { resolvePlace } from './resolve-place.ts';

/**
 * Creates a job that waits for a technician. The type gives duration and billing where the caller does not; place and address
 * text come from the address, which must belong to the customer, and so must a contact.
 */
export function createJob(
  ctx: Context,
  { scope, values }: { scope: Scope; values: Values<typeof jobDefinition> },
): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    checkRight(jobDefinition, scope, 'create');
    const place = await resolvePlace(tx, {
      customer: values.customer,
      address: values.address,
      contact: values.contact,
    });
    const type = await linkedDocument(tx, jobTypeDefinition, { pointer: '/job_type', name: values.job_type });
    if (type.disabled)
      throw new Fault('invalid', `Job type ${type.name} is disabled. Choose another one.`, {
        fields: [{ pointer: '/job_type', detail: 'Is disabled' }],
      });
    checkSchedule({ scheduled_start: values.scheduled_start ?? null, scheduled_end: values.scheduled_end ?? null });
    refuseTimes(values);
    return createDocument(tx, jobDefinition, {
      values: {
        ...values,
        ...place,
        status: 'unassigned',
        status_updated_at: tx.at,
      },
    });
  });
}

/** A job that is new was not visited yet. */
function refuseTimes(values: Values<typeof jobDefinition>): void {
  const given = (['actual_arrival', 'actual_departure'] as const).filter((field) => values[field] != null);
  if (given.length === 0) return;
  throw new Fault('invalid', `A new job has no ${given.join(' and ')} yet. Record the arrival when it happens.`, {
    fields: given.map((field) => ({ pointer: `/${field}`, detail: 'Cannot be given for a new job' })),
  });
}
