import { z } from 'zod';

import type { DecisionRow } from '../../activities/operations/decision-rows.ts';
import { findDecidable } from '../../activities/operations/find-decidable.ts';
import { Fault } from '../../domain/errors.ts';
import { checkDecision } from '../../domain/operation-decision.ts';
import { IdempotencyKey, idempotencyKeyOf } from '../http/idempotency-key.ts';
import { documentName } from '../http/params.ts';
import { route } from '../http/route.ts';
import { decideEach } from './decide-each.ts';
import { Note, StepEdits, StepName } from './decision-body.ts';
import { ErrorCode, Kind, OLDER_MAX_SECONDS } from './filter-values.ts';

const AT_MOST = 100;
const COUNT_MAX = 1_000_000_000;

const Filter = z
  .strictObject({
    failedStep: StepName.meta({
      description: 'The step that waits, whichever step the operation names as failed.',
      example: 'invoice',
    }),
    kind: Kind.exactOptional(),
    errorCode: ErrorCode.meta({ description: 'The code of the problem for which the step waits.' }).exactOptional(),
    document: documentName.exactOptional().meta({ example: 'JOB-2026-00042' }),
    olderThanSeconds: z.int().min(0).max(OLDER_MAX_SECONDS).exactOptional().meta({ example: 900 }),
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
    matched: z.int().meta({
      description:
        'How many operations match the filter, or did when they were decided about under the Idempotency-Key.',
    }),
    decided: z
      .int()
      .meta({ description: 'How many runs have taken the decision, in this request and in those it repeats.' }),
    refused: z.array(z.object({ operation: z.string(), code: z.string(), detail: z.string() })).meta({
      description: `Which were not decided, and why: those of this request, after the latest ${String(AT_MOST)} of those it repeats. One that is \`unavailable\` ended the request; it still remains.`,
    }),
    remaining: z.int().meta({ description: 'How many are left for a repeat with the same Idempotency-Key.' }),
  })
  .meta({ id: 'DecidedOperations' });

/** What has come of decisions under the same key before. */
function tellDecided(rows: readonly DecisionRow[]) {
  const refused = rows.flatMap(({ operation_id, refusal }) =>
    refusal === null ? [] : [{ operation: operation_id, ...refusal }],
  );
  return { taken: rows.filter(({ state }) => state === 'taken'), refused: refused.slice(-AT_MOST) };
}

function otherCount({
  matched,
  expected,
  decided,
}: {
  matched: number;
  expected: number | undefined;
  decided: number;
}): Fault {
  const none =
    decided === 0
      ? 'Nothing was decided.'
      : `${String(decided)} ${decided === 1 ? 'was' : 'were'} decided before under this key, and no more now.`;
  return new Fault(
    'conflict',
    `${String(matched)} ${matched === 1 ? 'operation matches' : 'operations match'} now, not ${String(expected)}. Look at them again, then send ${String(matched)} as expected. ${none}`,
  );
}

export const decideOperationsRoute = route({
  id: 'decideOperations',
  method: 'post',
  path: '/v1/operations/decide',
  area: 'Operations',
  summary: 'Decide about one step of many operations',
  description: `The same decision for every operation that the filter matches, whose step waits, and whose document the caller may repair; those that began first come first, at most ${String(AT_MOST)} in one request. Count first with \`dryRun\`, then send the number as \`expected\`: if it is another one by then, nothing is decided. A repeat with the same Idempotency-Key and body goes on where the request ended, decides nothing twice, and tells what has come of the whole. A refusal concerns its operation only; an outage ends the request. Whether the operations then end is not waited for.`,
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
    const said = { action, note, input: input ?? null };
    const found = await findDecidable(ctx, { scope: caller.scope, filters: filter, key, said, limit: AT_MOST });
    const { matched, due, oldest } = found;
    const before = tellDecided(found.decided);
    if (!dryRun && matched !== expected) throw otherCount({ matched, expected, decided: before.taken.length });
    const requests = oldest.map((operation) => ({ ctx, temporal, caller, operation, key, note, decision }));
    const outcomes = dryRun ? [] : await decideEach(requests);
    const refused = outcomes.flatMap(({ operation, fault }) =>
      fault === null ? [] : [{ operation, code: fault.code, detail: fault.message }],
    );
    const settled = outcomes.filter(({ stops }) => !stops).length;
    return {
      status: 200,
      body: {
        matched,
        decided: before.taken.length + outcomes.length - refused.length,
        refused: [...before.refused, ...refused],
        remaining: due - settled,
      },
    };
  },
});
