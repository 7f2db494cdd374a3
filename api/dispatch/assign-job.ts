import { z } from 'zod';

import { assignJob } from '../../activities/dispatch/assign-job.ts';
import { OptionalIfMatch } from '../http/etag.ts';
import { documentName, JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob, presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

export const assignJobRoute = route({
  id: 'assignJob',
  method: 'post',
  path: '/v1/jobs/{name}/assign',
  area: 'Jobs',
  summary: 'Give a job to a technician',
  description: 'The same technician again changes nothing.',
  scope: 'jobs:write',
  params: JobParams,
  headers: OptionalIfMatch,
  body: z
    .strictObject({
      employee: documentName.meta({ example: 'EMP-00001' }),
      reason: z.string().min(1).max(500).optional().meta({ example: 'Nearest with the skill' }),
    })
    .meta({ id: 'Assignment' }),
  bodyExample: { employee: 'EMP-00001', reason: 'Nearest with the skill' },
  answers: {
    200: {
      description: 'The assigned job.',
      schema: JobView,
      example: JOB_EXAMPLE,
      headers: { ETag: 'Its version, for If-Match' },
    },
  },
  faults: ['not_found', 'conflict', 'stale', 'outcome_unknown'],
  handle: async ({ ctx, caller, params, headers, body }) => {
    const ifVersion = headers['If-Match'];
    return answerJob(await assignJob(ctx, { scope: caller.scope, name: params.name, ...body, ifVersion }));
  },
  current: async (input) => presentJob(await readJob(input)),
});
