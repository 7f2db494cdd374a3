import { JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob } from './present-job.ts';
import { readJob } from './read-job.ts';

export const getJobRoute = route({
  id: 'getJob',
  method: 'get',
  path: '/v1/jobs/{name}',
  area: 'Jobs',
  summary: 'Read a job',
  scope: 'jobs:read',
  params: JobParams,
  answers: {
    200: {
      description: 'The job.',
      schema: JobView,
      example: JOB_EXAMPLE,
      headers: { ETag: 'Its version, for If-Match' },
    },
  },
  faults: ['not_found'],
  handle: async (input) => answerJob(await readJob(input)),
});
