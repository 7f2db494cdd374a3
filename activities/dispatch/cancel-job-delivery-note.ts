import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { unlinkJobDeliveryNote } from './unlink-job-delivery-note.ts';

/** Cancels the delivery note of the step and takes it off the job. Nothing to do when none was made. */
export async function cancelJobDeliveryNote(ctx: Context, input: StepInput): Promise<void> {
  await ctx.records.cancelDeliveryNote({ organizationId: input.organizationId, key: input.key, job: input.name });
  await unlinkJobDeliveryNote(ctx, input);
}
