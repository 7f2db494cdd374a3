import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { unlinkPaper } from './unlink-paper.ts';

/** Takes the timesheet of the step off the job and removes it. Nothing to do when none was made. */
export async function deleteJobTimesheet(ctx: Context, input: StepInput): Promise<void> {
  // The link goes first: a paper that something links to cannot be removed.
  await unlinkPaper(ctx, input, { timesheet: null });
  await ctx.records.deleteTimesheet({ organizationId: input.organizationId, key: input.key, job: input.name });
}
