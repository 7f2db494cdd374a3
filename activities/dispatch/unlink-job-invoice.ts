import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { unlinkPaper } from './unlink-paper.ts';

/** Takes the invoice of the step off the job; the paper itself is left to whoever took it back. Nothing to do when none is there. */
export function unlinkJobInvoice(ctx: Context, input: StepInput): Promise<void> {
  return unlinkPaper(ctx, input, { sales_invoice: null, billing_status: 'not_billed' });
}
