import { z } from 'zod';

import { acceptCancellation } from '../../activities/operations/accept-cancellation.ts';
import { judgeCancellation } from '../../domain/operation-cancellation.ts';
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

/** What has come of the cancellation by now. */
const judged = ({ id, status, resolution, pivot, error }: OperationView) =>
  judgeCancellation({
    id,
    status: status === 'resolved' ? (resolution?.was ?? 'failed') : status,
    pivot,
    failed: error !== null,
  });

/** Nothing more comes of it without a person. */
const isSettled = (view: OperationView): boolean =>
  view.status === 'compensation_failed' || judged(view).state === 'refused';

export const cancelOperationRoute = route({
  id: 'cancelOperation',
  method: 'post',
  path: '/v1/operations/{id}/cancel',
  area: 'Operations',
  summary: 'Cancel an operation and undo what it did',
  description:
    'The run stops where it is, also while it waits for a decision, and what it has done is undone, last first. Past the step that it names as its `pivot` it can only go forward, and what ends or fails before the request reaches it is not cancelled: that is a conflict, or stands with the decision as `refused` when it shows after the answer. Needs the right `repair` on the document.',
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
      description: 'It is being undone, or has been asked and has not told yet; ask at the address.',
      schema: OperationView,
      example: CANCELLING_EXAMPLE,
      headers: { Location, 'Retry-After': 'Seconds after which to ask again' },
    },
  },
  faults: ['not_found', 'conflict', 'misconfigured'],
  handle: async ({ ctx, temporal, caller, params: { id }, headers, body, closed }) => {
    const { scope } = caller;
    const { run, taken } = await acceptCancellation(ctx, { scope, operation: id, note: body.note });
    if (!taken) await cancelOperation(temporal, run);
    const waitMs = waitSeconds(headers) * 1000;
    const view = await awaitOperation({ ctx, temporal, caller, id }, { closed, waitMs, enough: isSettled });
    const outcome = judged(view);
    if (outcome.state === 'refused') throw outcome.fault;
    const found = { Location: operationPath(id) };
    if (view.progress.phase === 'ended') return { status: 200, body: view, headers: found };
    return { status: 202, body: view, headers: { ...found, 'Retry-After': String(ASK_AGAIN_SECONDS) } };
  },
});
