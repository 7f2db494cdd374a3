import { OperationParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { PARKED_EXAMPLE } from './operation-example.ts';
import { OperationView } from './operation-view.ts';
import { viewFreshOperation } from './view-operation.ts';

export const getOperationRoute = route({
  id: 'getOperation',
  method: 'get',
  path: '/v1/operations/{id}',
  area: 'Operations',
  summary: 'Read an operation',
  description:
    'Status, steps, what failed, what may be decided about a step that waits, what was undone and what was left behind. An operation under way that has been silent for a minute is looked up in Temporal first.',
  scope: 'operations:read',
  params: OperationParams,
  answers: { 200: { description: 'The operation.', schema: OperationView, example: PARKED_EXAMPLE } },
  faults: ['not_found'],
  handle: async (input) => ({ status: 200, body: await viewFreshOperation({ ...input, id: input.params.id }) }),
});
