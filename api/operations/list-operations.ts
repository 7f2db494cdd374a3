import { z } from 'zod';

import { listOperations } from '../../activities/operations/list-operations.ts';
import { OPERATION_STATUS } from '../../domain/operation.ts';
import { answerPage, PAGE_PARAMETERS } from '../http/paging.ts';
import { documentName } from '../http/params.ts';
import { route } from '../http/route.ts';
import { OPERATION_SUMMARY_EXAMPLE } from './operation-example.ts';
import { OperationPage } from './operation-view.ts';
import { presentOperationSummary } from './present-operation.ts';

const path = '/v1/operations';

const query = z.strictObject({
  ...PAGE_PARAMETERS,
  'filter[status]': z.enum(OPERATION_STATUS).exactOptional(),
  'filter[kind]': z
    .string()
    .max(64)
    .regex(/^[a-z][a-z-]*$/, 'Is no kind of operation')
    .exactOptional()
    .meta({ example: 'complete-job' }),
  'filter[document]': documentName
    .exactOptional()
    .meta({ description: 'The name of the document that is worked on.', example: 'JOB-2026-00042' }),
});

const filtersOf = ({
  'filter[status]': status,
  'filter[kind]': kind,
  'filter[document]': document,
}: z.output<typeof query>) => ({
  ...(status !== undefined && { status }),
  ...(kind !== undefined && { kind }),
  ...(document !== undefined && { document }),
});

export const listOperationsRoute = route({
  id: 'listOperations',
  method: 'get',
  path,
  area: 'Operations',
  summary: 'List operations',
  description: 'Newest first, those on documents that the caller may read.',
  scope: 'operations:read',
  query,
  answers: {
    200: {
      description: 'One page, without steps.',
      schema: OperationPage,
      example: { data: [OPERATION_SUMMARY_EXAMPLE], nextCursor: null },
      headers: { Link: 'The next page, as rel="next"' },
    },
  },
  handle: async (input) => {
    const { limit, cursor } = input.query;
    const page = { scope: input.caller.scope, filters: filtersOf(input.query), limit, cursor };
    const { data, nextCursor } = await listOperations(input.ctx, page);
    const shown = data.map((row) => presentOperationSummary(row, input.ctx.config));
    return answerPage({ path, query: input.query, data: shown, nextCursor });
  },
});
