import { z } from 'zod';

import { DocumentName } from '../../domain/documents/schema-of.ts';
import { DECISION_ACTIONS } from '../../domain/operation.ts';
import { IdempotencyKey, idempotencyKeyOf } from '../http/idempotency-key.ts';
import { OperationParams } from '../http/params.ts';
import { Prefer, waitSeconds } from '../http/prefer.ts';
import { route } from '../http/route.ts';
import { awaitOperation } from './await-operation.ts';
import { Note, StepEdits, StepName } from './decision-body.ts';
import { COMPLETED_EXAMPLE } from './operation-example.ts';
import { OperationView } from './operation-view.ts';
import { takeDecision } from './take-decision.ts';

const NewDecision = z
  .strictObject({
    step: StepName,
    action: z.enum(DECISION_ACTIONS),
    note: Note,
    found: DocumentName.exactOptional().meta({
      description: 'For `mark_done`: the name of what was found or made by hand.',
      example: 'SINV-2026-00017',
    }),
    input: StepEdits.exactOptional(),
  })
  .meta({ id: 'NewDecision' });

/** The run has told of the decision, and has ended or waits again. */
const hasFollowed = (id: string) => (view: OperationView) =>
  view.progress.phase === 'waiting' &&
  view.steps.some(({ decisions }) => decisions.some((made) => made.id === id && made.state === 'taken'));

export const decideOperationRoute = route({
  id: 'decideOperation',
  method: 'post',
  path: '/v1/operations/{id}/decide',
  area: 'Operations',
  summary: 'Decide about a step that waits',
  description:
    'Lets the step be tried again (`retry`), go on without it (`skip`), take what was found or made by hand as its result (`mark_done`), or undo the operation (`compensate`). The same run goes on, and what it has done is not done again. What a step allows, it says as `allows` while it waits. Needs the right `repair` on the document. Once the run has taken the decision, answers when the operation has ended or waits again, or when the wait is over.',
  scope: 'operations:write',
  params: OperationParams,
  headers: Prefer.extend(IdempotencyKey.shape),
  body: NewDecision,
  bodyExample: { step: 'invoice', action: 'retry', note: 'The billing account is enabled again.' },
  answers: {
    200: {
      description: 'The run has taken the decision; the operation as it then stands.',
      schema: OperationView,
      example: COMPLETED_EXAMPLE,
    },
  },
  faults: ['not_found', 'conflict', 'misconfigured'],
  handle: async ({ ctx, temporal, caller, params, headers, body, closed }) => {
    const { note, ...decision } = body;
    const request = { ctx, temporal, caller };
    const key = idempotencyKeyOf(headers);
    const decided = await takeDecision({ ...request, operation: params.id, key, note, decision });
    const waitMs = waitSeconds(headers) * 1000;
    const enough = hasFollowed(decided);
    return { status: 200, body: await awaitOperation({ ...request, id: params.id }, { closed, waitMs, enough }) };
  },
});
