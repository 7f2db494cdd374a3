import { z } from 'zod';

import { cancelOperation as acceptCancellation } from '../../activities/operations/cancel-operation.ts';
import { settleCancellation } from '../../activities/operations/settle-cancellation.ts';
import { Fault } from '../../domain/errors.ts';
import { cancelOperation } from '../../temporal/cancel-operation.ts';
import { OperationParams } from '../http/params.ts';
import { Prefer, waitSeconds } from '../http/prefer.ts';
import { route } from '../http/route.ts';
import { awaitOperation } from './await-operation.ts';
import { Note } from './decision-body.ts';
import { CANCELLED_EXAMPLE, CANCELLING_EXAMPLE } from './operation-example.ts';
import { OperationView } from './operation-view.ts';
import { operationPath } from './present-operation.ts';

const Location = 'The address of the operation';
const ASK_AGAIN_SECONDS = 2;

export const cancelOperationRoute = route({
  id: 'cancelOperation',
  method: 'post',
  path: '/v1/operations/{id}/cancel',
  area: 'Operations',
  summary: 'Cancel an operation and undo what it did',
  description:
    'The run stops where it is, also while it waits for a decision, and what it has done is undone, last first. Past the step that it names as its `pivot` it can only go forward. Needs the right `repair` on the document.',
  scope: 'operations:write',
  params: OperationParams,
  headers: Prefer,
  body: z.strictObject({ note: Note }).meta({ id: 'Cancellation' }),
  bodyExample: { note: 'The customer has called the visit off.' },
  answers: {
    200: {
      description: 'It is cancelled and undone.',
      schema: OperationView,
      example: CANCELLED_EXAMPLE,
      headers: { Location },
    },
    202: {
      description: 'It is being undone; ask at the address.',
      schema: OperationView,
      example: CANCELLING_EXAMPLE,
      headers: { Location, 'Retry-After': 'Seconds after which to ask again' },
    },
  },
  faults: ['not_found', 'conflict', 'misconfigured'],
  handle: async ({ ctx, temporal, caller, params: { id }, headers, body, closed }) => {
    const { scope } = caller;
    const { run, taken } = await acceptCancellation(ctx, { scope, operation: id, note: body.note });
    if (!taken) {
      await cancelOperation(temporal, run);
      await settleCancellation(ctx, { scope, operation: id });
    }
    const waitMs = waitSeconds(headers) * 1000;
    const enough = ({ status }: OperationView) => status === 'compensation_failed';
    const view = await awaitOperation({ ctx, temporal, caller, id }, { closed, waitMs, enough });
    if (view.status === 'completed')
      throw new Fault('conflict', `Operation ${id} completed before the cancellation reached it. What it did stands.`);
    const found = { Location: operationPath(id) };
    if (view.progress.phase === 'ended') return { status: 200, body: view, headers: found };
    return { status: 202, body: view, headers: { ...found, 'Retry-After': String(ASK_AGAIN_SECONDS) } };
  },
});
