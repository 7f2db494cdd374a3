import { listDocuments } from '../../activities/documents/list-documents.ts';
import { job } from '../../domain/dispatch/job.ts';
import { answerPage, filtersOf, listQueryOf } from '../http/paging.ts';
import { route } from '../http/route.ts';
import { LISTED_JOB_EXAMPLE } from './job-example.ts';
import { JobPage } from './job-view.ts';
import { presentListedJob } from './present-job.ts';

const path = '/v1/jobs';

export const listJobsRoute = route({
  id: 'listJobs',
  method: 'get',
  path,
  area: 'Jobs',
  summary: 'List jobs',
  description: 'Newest first unless sorted otherwise. Signatures are left out: `signed` says whether there is one.',
  scope: 'jobs:read',
  query: listQueryOf(job),
  answers: {
    200: {
      description: 'One page.',
      schema: JobPage,
      example: { data: [LISTED_JOB_EXAMPLE], nextCursor: null },
      headers: { Link: 'The next page, as rel="next"' },
    },
  },
  handle: async ({ ctx, caller, query }) => {
    const { limit, cursor, sort } = query;
    const page = { scope: caller.scope, definition: job, filters: filtersOf(query), sort, limit, cursor };
    const { data, nextCursor } = await listDocuments(ctx, page);
    return answerPage({ path, query, data: data.map(presentListedJob), nextCursor });
  },
});
