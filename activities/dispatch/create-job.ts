import type { Values } from '../../domain/documents/define-document.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import { jobType as jobTypeDefinition } from '../../domain/dispatch/job-type.ts';
import { Fault } from '../../domain/errors.ts';
import { formatAddress } from '../../domain/records/format-address.ts';
import { address as addressDefinition } from '../../domain/records/address.ts';
import { customer as customerDefinition } from '../../domain/records/customer.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { createDocument } from '../documents/create-document.ts';
import { linkedDocument } from '../documents/linked-document.ts';

/**
 * Creates a job that waits for a technician. The type gives duration and billing where the caller does not; place and address
 * text come from the address, which must belong to the customer.
 */
export function createJob(
  ctx: Context,
  { scope, values }: { scope: Scope; values: Values<typeof jobDefinition> },
): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    await linkedDocument(tx, customerDefinition, { pointer: '/customer', name: values.customer });
    const type = await linkedDocument(tx, jobTypeDefinition, { pointer: '/job_type', name: values.job_type });
    if (type.disabled)
      throw new Fault('invalid', `Job type ${type.name} is disabled. Choose another one.`, {
        fields: [{ pointer: '/job_type', detail: 'Is disabled' }],
      });
    const place = await linkedDocument(tx, addressDefinition, { pointer: '/address', name: values.address });
    if (place.customer !== values.customer) {
      throw new Fault('invalid', `Address ${place.name} belongs to another customer`, {
        fields: [{ pointer: '/address', detail: 'Belongs to another customer' }],
      });
    }
    return createDocument(tx, jobDefinition, {
      values: {
        ...values,
        estimated_duration: values.estimated_duration ?? type.estimated_duration,
        billable: values.billable ?? type.billable,
        formatted_address: formatAddress(place),
        latitude: place.latitude,
        longitude: place.longitude,
        status: 'unassigned',
        status_updated_at: tx.at,
      },
    });
  });
}
