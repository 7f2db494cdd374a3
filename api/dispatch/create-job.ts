import { createJob } from '../../activities/dispatch/create-job.ts';
import { job } from '../../domain/dispatch/job.ts';
import { createSchemaOf } from '../../domain/documents/schema-of.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob } from './present-job.ts';

export const createJobRoute = route({
  id: 'createJob',
  method: 'post',
  path: '/v1/jobs',
  area: 'Jobs',
  summary: 'Create a job',
  description: 'The job waits for a technician. Duration and billing come from its type where they are left out.',
  scope: 'jobs:write',
  body: createSchemaOf(job).meta({ id: 'NewJob' }),
  bodyExample: {
    customer: 'CUST-00001',
    address: 'ADDR-00001',
    job_type: 'JTYPE-00001',
    title: 'No cooling on the second floor',
    scheduled_date: '2026-12-01',
    scheduled_start: '09:00',
    priority: 'high',
  },
  answers: {
    201: {
      description: 'The job as it was created.',
      schema: JobView,
      example: { ...JOB_EXAMPLE, version: 1, status: 'unassigned', assigned_to: null, assignments: [] },
      headers: { Location: 'The address of the job', ETag: 'Its version, for If-Match' },
    },
  },
  faults: ['not_found', 'conflict', 'outcome_unknown'],
  once: true,
  handle: ({ ctx, body, once }) =>
    once(
      (scope) => createJob(ctx, { scope, values: body }),
      (job) => {
        const { headers, ...created } = answerJob(job, 201);
        return { ...created, headers: { ...headers, Location: `/v1/jobs/${encodeURIComponent(job.name)}` } };
      },
    ),
});
