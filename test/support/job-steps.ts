import { createDispatchCoreActivities, createDispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import type { Context } from '../../activities/context/context.ts';
import { getDocument } from '../../activities/documents/get-document.ts';
import { job as definition } from '../../domain/dispatch/job.ts';
import { aJob, surroundings } from './jobs.ts';
import { anOrganization } from './organizations.ts';
import { aRun } from './steps.ts';

/** The steps that complete a job, called without a workflow, and jobs to call them on. */
export function jobSteps(ctx: Context) {
  const steps = { ...createDispatchCoreActivities(ctx), ...createDispatchRecordsActivities(ctx) };
  const world = async (options: Parameters<typeof aJob>[2] = {}) => {
    const organization = await anOrganization(ctx);
    const names = await surroundings(ctx, organization);
    const job = await aJob(ctx, organization, { among: names, ...options });
    const { scope } = organization;
    const read = () => getDocument(ctx, { scope, definition, name: job.name });
    return { organization, scope, names, job, name: job.name, read, input: aRun(job) };
  };
  return { steps, world };
}
