import { z } from 'zod';

import { arriveJob } from '../../activities/dispatch/arrive-job.ts';
import { OptionalIfMatch } from '../http/etag.ts';
import { JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { JOB_EXAMPLE } from './job-example.ts';
import { JobView } from './job-view.ts';
import { answerJob, presentJob } from './present-job.ts';
import { readJob } from './read-job.ts';

export const arriveJobRoute = route({
  id: 'arriveJob',
  method: 'post',
  path: '/v1/jobs/{name}/arrive',
  area: 'Jobs',
  summary: 'Record that the technician has arrived',
  description: 'An arrival that is already recorded stays as it is.',
  scope: 'jobs:write',
  params: JobParams,
  headers: OptionalIfMatch,
  body: z
    .strictObject({
      at: z.iso.datetime({ offset: true }).max(40).optional().meta({
        description: 'When; now, if left out.',
        example: '2026-12-01T09:04:00.000Z',
      }),
    })
    .meta({ id: 'Arrival' }),
  bodyExample: { at: '2026-12-01T09:04:00.000Z' },
  answers: {
    200: {
      description: 'The job at which the technician is now.',
      schema: JobView,
      example: { ...JOB_EXAMPLE, version: 3, status: 'arrived', actual_arrival: '2026-12-01T09:04:00.000Z' },
      headers: { ETag: 'Its version, for If-Match' },
    },
  },
  faults: ['not_found', 'conflict', 'stale', 'outcome_unknown'],
  handle: async ({ ctx, caller, params, headers, body }) => {
    const ifVersion = headers['If-Match'];
    return answerJob(await arriveJob(ctx, { scope: caller.scope, name: params.name, ...body, ifVersion }));
  },
  current: async (input) => presentJob(await readJob(input)),
});
