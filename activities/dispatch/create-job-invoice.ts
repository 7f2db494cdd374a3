import { invoiceLines } from '../../domain/dispatch/complete-job.ts';
import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import { jobType as jobTypeDefinition } from '../../domain/dispatch/job-type.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { getDocument } from '../documents/get-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { linkPaper } from './link-paper.ts';

/** A person who lets the step be tried again may name the item under which the work is billed, instead of the job type's. */
export type BillInput = StepInput & { billingItem?: string };

/**
 * Bills a completed job and writes the invoice on it. Safe to repeat: the system of record keeps the step key with the invoice, so
 * another billing item changes nothing once there is one.
 */
export async function createJobInvoice(ctx: Context, input: BillInput): Promise<{ name: string }> {
  const scope = stepScope(input);
  const job = await getDocument(ctx, { scope, definition: jobDefinition, name: input.name });
  const jobType = await getDocument(ctx, { scope, definition: jobTypeDefinition, name: job.job_type });
  const { organizationId, key } = input;
  const paper = await ctx.records.createSalesInvoice({
    organizationId,
    key,
    job: job.name,
    customer: job.customer,
    project: job.project,
    lines: invoiceLines(job, jobType, input.billingItem),
  });
  return linkPaper(ctx, input, { paper, links: { sales_invoice: paper.name, billing_status: 'billed' } });
}
