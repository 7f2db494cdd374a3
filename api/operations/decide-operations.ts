import { z } from 'zod';

import { findDecidable } from '../../activities/operations/find-decidable.ts';
import { Fault } from '../../domain/errors.ts';
import { checkDecision } from '../../domain/operation-decision.ts';
import { IdempotencyKey, idempotencyKeyOf } from '../http/idempotency-key.ts';
import { documentName } from '../http/params.ts';
import { route } from '../http/route.ts';
import { decideEach } from './decide-each.ts';
import { Note, StepEdits, StepName } from './decision-body.ts';

const AT_MOST = 100;
const YEAR_SECONDS = 366 * 86_400;
const COUNT_MAX = 1_000_000_000;

const Filter = z
  .strictObject({
    failedStep: StepName.meta({ description: 'The step that waits.', example: 'invoice' }),
    kind: z
      .string()
      .max(64)
      .regex(/^[a-z][a-z-]*$/, 'Is no kind of operation')
      .exactOptional()
      .meta({ example: 'complete-job' }),
    errorCode: z
      .string()
      .max(40)
      .regex(/^[a-z_]+$/, 'Is no code of a problem')
      .exactOptional()
      .meta({ example: 'misconfigured' }),
    document: documentName.exactOptional().meta({ example: 'JOB-2026-00042' }),
    olderThanSeconds: z.int().min(0).max(YEAR_SECONDS).exactOptional().meta({ example: 900 }),
  })
  .meta({ id: 'DecisionFilter' });

const NewDecisions = z
  .strictObject({
    filter: Filter,
    action: z.enum(['retry', 'skip', 'compensate']),
    note: Note,
    input: StepEdits.exactOptional(),
    dryRun: z.boolean().meta({ description: 'True: only count.' }),
    expected: z.int().min(0).max(COUNT_MAX).exactOptional().meta({
      description: 'How many operations you expect to match; needed unless `dryRun` is true.',
      example: 12,
    }),
  })
  .refine(({ dryRun, expected }) => dryRun || expected !== undefined, {
    path: ['expected'],
    message: 'Is required: count with dryRun true, and send what was matched',
  })
  .meta({ id: 'NewDecisions' });

const Decided = z
  .object({
    matched: z.int().meta({ description: 'How many operations match the filter.' }),
    decided: z.int().meta({ description: 'How many runs have taken the decision in this request.' }),
    refused: z.array(z.object({ operation: z.string(), code: z.string(), detail: z.string() })).meta({
      description: 'Which were not decided, and why. One that is `unavailable` ended the request; it still remains.',
    }),
    remaining: z.int().meta({ description: 'How many are left for a repeat with the same Idempotency-Key.' }),
  })
  .meta({ id: 'DecidedOperations' });

export const decideOperationsRoute = route({
  id: 'decideOperations',
  method: 'post',
  path: '/v1/operations/decide',
  area: 'Operations',
  summary: 'Decide about one step of many operations',
  description: `The same decision for every operation that the filter matches, whose step waits, and whose document the caller may repair; those that began first come first, at most ${String(AT_MOST)} in one request. Count first with \`dryRun\`, then send the number as \`expected\`: if it is another one by then, nothing is decided. A repeat with the same Idempotency-Key goes on where the request ended and decides nothing twice. A refusal concerns its operation only; an outage ends the request. Whether the operations then end is not waited for.`,
  scope: 'operations:write',
  headers: IdempotencyKey,
  body: NewDecisions,
  bodyExample: {
    filter: { failedStep: 'invoice', errorCode: 'misconfigured' },
    action: 'retry',
    note: 'The billing account is enabled again.',
    dryRun: false,
    expected: 12,
  },
  answers: {
    200: {
      description: 'What was decided, or how many match.',
      schema: Decided,
      example: { matched: 12, decided: 12, refused: [], remaining: 0 },
    },
  },
  faults: ['conflict'],
  handle: async ({ ctx, temporal, caller, headers, body }) => {
    const { filter, action, note, input, dryRun, expected } = body;
    const decision = { step: filter.failedStep, action, ...(input !== undefined && { input }) };
    checkDecision(decision);
    const key = idempotencyKeyOf(headers);
    const found = await findDecidable(ctx, { scope: caller.scope, filters: filter, key, limit: AT_MOST });
    const { matched, due, oldest } = found;
    if (dryRun) return { status: 200, body: { matched, decided: 0, refused: [], remaining: due } };
    if (matched !== expected)
      throw new Fault(
        'conflict',
        `${String(matched)} operations match now, not ${String(expected)}. Look at them again, then send ${String(matched)} as expected. Nothing was decided.`,
      );
    const outcomes = await decideEach(
      oldest.map((operation) => ({ ctx, temporal, caller, operation, key, note, decision })),
    );
    const refused = outcomes.flatMap(({ operation, fault }) =>
      fault === null ? [] : [{ operation, code: fault.code, detail: fault.message }],
    );
    const decided = outcomes.length - refused.length;
    const settled = outcomes.filter(({ stops }) => !stops).length;
    return { status: 200, body: { matched, decided, refused, remaining: due - settled } };
  },
});
