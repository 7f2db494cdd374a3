import { startJob } from '../../activities/dispatch/start-job.ts';
import { OptionalIfMatch } from '../http/etag.ts';
import { JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob, presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

export const startJobRoute = route({
  id: 'startJob',
  method: 'post',
  path: '/v1/jobs/{name}/start',
  area: 'Jobs',
  summary: 'Record that the work has begun',
  description: 'A job that is already in progress stays as it is.',
  scope: 'jobs:write',
  params: JobParams,
  headers: OptionalIfMatch,
  answers: {
    200: {
      description: 'The job in progress.',
      schema: JobView,
      example: { ...JOB_EXAMPLE, version: 4, status: 'in_progress', actual_arrival: '2026-12-01T09:04:00.000Z' },
      headers: { ETag: 'Its version, for If-Match' },
    },
  },
  faults: ['not_found', 'conflict', 'stale', 'outcome_unknown'],
  handle: async ({ ctx, caller, params, headers }) => {
    const ifVersion = headers['If-Match'];
    return answerJob(await startJob(ctx, { scope: caller.scope, name: params.name, ifVersion }));
  },
  current: async (input) => presentJob(await readJob(input)),
});
