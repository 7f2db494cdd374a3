import { z } from 'zod';

import { listComments } from '../../activities/documents/list-comments.ts';
import { job } from '../../domain/dispatch/job.ts';
import type { Comment } from '../../domain/documents/comment.ts';
import { answerPage, PAGE_PARAMETERS, pageOf } from '../http/paging.ts';
import { JobParams } from '../http/params.ts';
import { route } from '../http/route.ts';

const CommentView = z
  .object({
    name: z.string(),
    type: z.enum(['comment', 'operation']).meta({ description: '`operation`: written by an operation on the job.' }),
    content: z.string(),
    operation: z.string().nullable().meta({ description: 'The id of the operation that it tells of.' }),
    by: z.string().meta({ description: 'The membership that wrote it, or `operation`.' }),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Comment' });

const present = (comment: Comment): z.infer<typeof CommentView> => ({
  name: comment.name,
  type: comment.comment_type,
  content: comment.content,
  operation: comment.operation,
  by: comment.created_by,
  at: comment.created_at,
});

const operation = 'complete-job.JOB-2026-00042.0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

export const listJobCommentsRoute = route({
  id: 'listJobComments',
  method: 'get',
  path: '/v1/jobs/{name}/comments',
  area: 'Jobs',
  summary: 'List the comments on a job',
  description:
    'Newest first. An operation comments when it waits for a person, and when it ended but did not just complete.',
  scope: 'jobs:read',
  params: JobParams,
  query: z.strictObject(PAGE_PARAMETERS),
  answers: {
    200: {
      description: 'One page.',
      schema: pageOf(CommentView).meta({ id: 'CommentPage' }),
      example: {
        data: [
          {
            name: 'CMT-2026-00001',
            type: 'operation',
            content:
              "'complete job', asked for by MEM-00001, waits for a person's decision.\nStep 'invoice' failed: Item OLD-SERVICE is disabled.\nDone: close.",
            operation,
            by: 'operation',
            at: '2026-12-01T11:00:00.420Z',
          },
        ],
        nextCursor: null,
      },
      headers: { Link: 'The next page, as rel="next"' },
    },
  },
  faults: ['not_found'],
  handle: async ({ ctx, caller, params, query }) => {
    const { name } = params;
    const { data, nextCursor } = await listComments(ctx, { scope: caller.scope, definition: job, name, ...query });
    const path = `/v1/jobs/${encodeURIComponent(name)}/comments`;
    return answerPage({ path, query, data: data.map(present), nextCursor });
  },
});
