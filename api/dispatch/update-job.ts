import { updateJob } from '../../activities/dispatch/update-job.ts';
import { job } from '../../domain/dispatch/job.ts';
import { updateSchemaOf } from '../../domain/documents/schema-of.ts';
import { IfMatch, requireVersion } from '../http/etag.ts';
import { JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob, presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

export const updateJobRoute = route({
  id: 'updateJob',
  method: 'patch',
  path: '/v1/jobs/{name}',
  area: 'Jobs',
  summary: 'Change fields of a job',
  description:
    'What is left out stays, `null` empties, rows are replaced as a whole. What invoice and timesheet say is frozen once the job is completed. A refusal for the version holds the job as it is now in `current`.',
  scope: 'jobs:write',
  params: JobParams,
  headers: IfMatch,
  body: updateSchemaOf(job).meta({ id: 'JobChanges' }),
  bodyExample: { priority: 'urgent', customer_notes: 'Ring at the side door.' },
  answers: {
    200: {
      description: 'The job as it is now.',
      schema: JobView,
      example: { ...JOB_EXAMPLE, version: 3, priority: 'urgent', customer_notes: 'Ring at the side door.' },
      headers: { ETag: 'Its new version' },
    },
  },
  faults: ['not_found', 'conflict', 'stale', 'outcome_unknown'],
  handle: async ({ ctx, caller, params, headers, body }) => {
    const ifVersion = requireVersion(headers);
    return answerJob(await updateJob(ctx, { scope: caller.scope, name: params.name, changes: body, ifVersion }));
  },
  current: async (input) => presentJob(await readJob(input)),
});
