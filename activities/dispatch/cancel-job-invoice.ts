import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { unlinkJobInvoice } from './unlink-job-invoice.ts';

/** Cancels the invoice of the step and takes it off the job. Nothing to do when none was made. */
export async function cancelJobInvoice(ctx: Context, input: StepInput): Promise<void> {
  await ctx.records.cancelSalesInvoice({ organizationId: input.organizationId, key: input.key, job: input.name });
  await unlinkJobInvoice(ctx, input);
}
