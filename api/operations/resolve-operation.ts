import { z } from 'zod';

import { resolveOperation } from '../../activities/operations/resolve-operation.ts';
import { OperationParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { Note } from './decision-body.ts';
import { RESOLVED_EXAMPLE } from './operation-example.ts';
import { OperationView } from './operation-view.ts';
import { viewOperation } from './view-operation.ts';

export const resolveOperationRoute = route({
  id: 'resolveOperation',
  method: 'post',
  path: '/v1/operations/{id}/resolve',
  area: 'Operations',
  summary: 'Call an operation settled that did not complete',
  description:
    'Takes an operation that ended undone, cancelled or failed off the list of failures, and keeps who did so, when and why. The same reason again changes nothing. Needs the right `repair` on the document.',
  scope: 'operations:write',
  params: OperationParams,
  body: z.strictObject({ note: Note }).meta({ id: 'Resolution' }),
  bodyExample: { note: 'Billed by hand as SINV-2026-00021.' },
  answers: { 200: { description: 'The settled operation.', schema: OperationView, example: RESOLVED_EXAMPLE } },
  faults: ['not_found', 'conflict'],
  handle: async ({ ctx, temporal, caller, params: { id }, body }) => {
    await resolveOperation(ctx, { scope: caller.scope, operation: id, note: body.note });
    return { status: 200, body: await viewOperation({ ctx, temporal, caller, id }) };
  },
});
