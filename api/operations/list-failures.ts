import { z } from 'zod';

import { listFailures, type Failures } from '../../activities/operations/list-failures.ts';
import { route } from '../http/route.ts';
import { FILTER_PARAMETERS, operationFiltersOf } from './operation-filters.ts';
import { operationPath } from './present-operation.ts';

const Cause = z
  .object({
    kind: z.string(),
    failedStep: z.string().nullable(),
    code: z
      .string()
      .nullable()
      .meta({ description: 'The code of the problem. Null while what is being tried again has not told it.' }),
    count: z.int(),
    oldest: z.iso.datetime().meta({ description: 'When the first of them began.' }),
    newest: z.iso.datetime(),
    example: z
      .object({ id: z.string(), detail: z.string().nullable(), href: z.string() })
      .meta({ description: 'The newest of them.' }),
  })
  .meta({ id: 'FailureCause' });

const present = (failures: Failures): z.infer<typeof Cause> => ({
  kind: failures.kind,
  failedStep: failures.failed_step,
  code: failures.error_code,
  count: failures.count,
  oldest: failures.oldest,
  newest: failures.newest,
  example: { id: failures.example, detail: failures.error_message, href: operationPath(failures.example) },
});

const id = 'complete-job.JOB-2026-00042.0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

export const listFailuresRoute = route({
  id: 'listFailures',
  method: 'get',
  path: '/v1/operations/failures',
  area: 'Operations',
  summary: 'List failures by cause',
  description:
    'Operations that wait or did not complete, grouped by kind, failed step and code, the most frequent cause first. Without `filter[status]` those that are resolved are left out. With `filter[retrying]`: those under way, grouped by the step that is being tried again and by what it failed with.',
  scope: 'operations:read',
  query: z.strictObject(FILTER_PARAMETERS),
  answers: {
    200: {
      description: 'The causes, at most 200.',
      schema: z.object({ data: z.array(Cause) }).meta({ id: 'FailureCauses' }),
      example: {
        data: [
          {
            kind: 'complete-job',
            failedStep: 'invoice',
            code: 'misconfigured',
            count: 12,
            oldest: '2026-12-01T08:14:00.000Z',
            newest: '2026-12-01T11:00:00.080Z',
            example: { id, detail: "Item 'OLD-SERVICE' is disabled", href: operationPath(id) },
          },
        ],
      },
    },
  },
  handle: async ({ ctx, caller, query }) => {
    const causes = await listFailures(ctx, { scope: caller.scope, filters: operationFiltersOf(query) });
    return { status: 200, body: { data: causes.map(present) } };
  },
});
