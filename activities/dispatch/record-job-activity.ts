import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { getDocument } from '../documents/get-document.ts';
import { stepScope } from '../documents/step-scope.ts';

/** Notes the completed job in the customer's history. Safe to repeat: the system of record keeps the step key with the note. */
export async function recordJobActivity(ctx: Context, input: StepInput): Promise<{ name: string }> {
  const job = await getDocument(ctx, { scope: stepScope(input), definition: jobDefinition, name: input.name });
  const papers = [job.sales_invoice, job.timesheet, job.delivery_note].filter((paper) => paper !== null);
  return ctx.records.createCommunication({
    organizationId: input.organizationId,
    key: input.key,
    job: job.name,
    customer: job.customer,
    subject: `Job ${job.name} completed`,
    content: `${job.title}. Papers: ${papers.join(', ')}`,
    at: ctx.now().toISOString(),
  });
}
