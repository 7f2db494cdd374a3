import { z } from 'zod';

import { listOperations } from '../../activities/operations/list-operations.ts';
import { answerPage, PAGE_PARAMETERS } from '../http/paging.ts';
import { route } from '../http/route.ts';
import { OPERATION_SUMMARY_EXAMPLE } from './operation-example.ts';
import { FILTER_PARAMETERS, operationFiltersOf } from './operation-filters.ts';
import { OperationPage } from './operation-view.ts';
import { presentListedOperation } from './present-operation.ts';

const path = '/v1/operations';

const query = z.strictObject({ ...PAGE_PARAMETERS, ...FILTER_PARAMETERS });

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
    const page = { scope: input.caller.scope, filters: operationFiltersOf(input.query), limit, cursor };
    const { data, nextCursor } = await listOperations(input.ctx, page);
    const shown = data.map((row) => presentListedOperation(row, input.ctx.config));
    return answerPage({ path, query: input.query, data: shown, nextCursor });
  },
});
