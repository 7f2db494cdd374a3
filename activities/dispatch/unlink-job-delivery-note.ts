import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { unlinkPaper } from './unlink-paper.ts';

/** Takes the delivery note of the step off the job; the paper itself is left to whoever took it back. Nothing to do when none is there. */
export function unlinkJobDeliveryNote(ctx: Context, input: StepInput): Promise<void> {
  return unlinkPaper(ctx, input, { delivery_note: null });
}
