import type { Context } from '../../activities/context/context.ts';
import { getDocument } from '../../activities/documents/get-document.ts';
import { job, type Job } from '../../domain/dispatch/job.ts';
import type { Caller } from '../http/caller.ts';

interface JobRequest {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly params: { readonly name: string };
}

/** The job that a request names. Throws `not_found`, also for a job of another organization. */
export const readJob = ({ ctx, caller, params }: JobRequest): Promise<Job> =>
  getDocument(ctx, { scope: caller.scope, definition: job, name: params.name });
