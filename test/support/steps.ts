import { randomUUID } from 'node:crypto';

import type { StepInput } from '../../domain/operation.ts';

/** The inputs of the steps of one run that completes a job. */
export function aRun(job: { organization_id: string; name: string }): (step: string) => StepInput {
  const run = `complete-job:${job.organization_id}:${job.name}/${randomUUID()}`;
  return (step) => ({ organizationId: job.organization_id, name: job.name, key: `${run}/${step}` });
}
