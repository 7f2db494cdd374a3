import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { Context } from '../context/context.ts';
import { getDocument } from '../documents/get-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { linkPaper, type FoundInput } from './link-paper.ts';

/** Makes an invoice that a person found or made by hand the bill of a completed job, and writes it on the job. Safe to repeat: the system of record keeps the step key. */
export async function adoptJobInvoice(ctx: Context, input: FoundInput): Promise<{ name: string }> {
  const job = await getDocument(ctx, { scope: stepScope(input), definition: jobDefinition, name: input.name });
  const { organizationId, key, found } = input;
  const paper = await ctx.records.adoptSalesInvoice({
    organizationId,
    key,
    job: job.name,
    name: found,
    customer: job.customer,
  });
  return linkPaper(ctx, input, { paper, links: { sales_invoice: paper.name, billing_status: 'billed' } });
}
