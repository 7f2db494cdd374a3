import { OperationParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { followOperation } from './operation-events.ts';
import { COMPLETED_EXAMPLE } from './operation-example.ts';

export const followOperationRoute = route({
  id: 'followOperation',
  method: 'get',
  path: '/v1/operations/{id}/events',
  area: 'Operations',
  summary: 'Follow an operation',
  description:
    'Server-sent events: one `operation` with the whole resource at once and after each change, then the stream ends with the operation. It also ends after five minutes; connect again to go on.',
  scope: 'operations:read',
  params: OperationParams,
  answers: {
    200: {
      description: 'The events.',
      schema: null,
      example: `event: operation\ndata: ${JSON.stringify(COMPLETED_EXAMPLE)}\nid: 1\n\n`,
    },
  },
  faults: ['not_found'],
  handle: (input) => Promise.resolve({ events: followOperation({ ...input, id: input.params.id }) }),
});
