import { jobHours, technicianOf } from '../../domain/dispatch/complete-job.ts';
import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { getDocument } from '../documents/get-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { linkPaper } from './link-paper.ts';

/** Books the technician's hours and writes the timesheet on the job. Safe to repeat: the system of record keeps the step key. */
export async function createJobTimesheet(ctx: Context, input: StepInput): Promise<{ name: string }> {
  const job = await getDocument(ctx, { scope: stepScope(input), definition: jobDefinition, name: input.name });
  const { organizationId, key } = input;
  const paper = await ctx.records.createTimesheet({
    organizationId,
    key,
    job: job.name,
    employee: technicianOf(job),
    logs: [jobHours(job)],
  });
  return linkPaper(ctx, input, { paper, links: { timesheet: paper.name } });
}
