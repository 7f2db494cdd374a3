import { z } from 'zod';

/** Statuses and actions are read as text: a newer API may know more of them than this shell does. */
const Failure = z.object({ code: z.string().nullish(), detail: z.string() }).nullish();

const DecisionReply = z.object({
  action: z.string(),
  by: z.string().nullish(),
  at: z.string().nullish(),
  note: z.string().nullish(),
  found: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  state: z.string().nullish(),
});
export type DecisionReply = z.infer<typeof DecisionReply>;

const StepReply = z.object({
  name: z.string(),
  status: z.string(),
  attempts: z.int().nullish(),
  result: z.unknown(),
  error: Failure,
  startedAt: z.string().nullish(),
  endedAt: z.string().nullish(),
  leftBehind: z.string().nullish(),
  /** What may be decided while the step waits for a person. */
  allows: z.array(z.string()).nullish(),
  decisions: z.array(DecisionReply).nullish(),
});
export type StepReply = z.infer<typeof StepReply>;

/** An operation as lists tell it. */
const SummaryReply = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  document: z.object({ doctype: z.string(), name: z.string() }),
  failedStep: z.string().nullable(),
  error: Failure,
  /** The steps that have failed and are being tried again. */
  retrying: z.array(z.object({ step: z.string(), error: Failure })).nullish(),
  requestedBy: z.string().nullish(),
  startedAt: z.string(),
  endedAt: z.string().nullish(),
  links: z.object({ self: z.string(), temporal: z.string().optional() }),
});
export type SummaryReply = z.infer<typeof SummaryReply>;

/** An operation with its whole story. */
export const OperationReply = SummaryReply.extend({
  pivot: z.string().nullish(),
  steps: z.array(StepReply),
  decisions: z.array(DecisionReply).nullish(),
  resolution: z
    .object({ by: z.string().nullish(), at: z.string(), note: z.string().nullish(), was: z.string() })
    .nullish(),
});
export type OperationReply = z.infer<typeof OperationReply>;

/** One page of operations. */
export const PageReply = z.object({ data: z.array(SummaryReply), nextCursor: z.string().nullable() });

/** How many a decision about many matched, and what came of it. */
export const ManyReply = z.object({
  matched: z.int(),
  decided: z.int(),
  refused: z.array(z.object({ operation: z.string(), code: z.string(), detail: z.string() })),
  /** How many are left for a repeat under the same idempotency key. */
  remaining: z.int(),
});
export type ManyReply = z.infer<typeof ManyReply>;

/** Failures by cause, the most frequent first. */
export const FailuresReply = z.object({
  data: z.array(
    z.object({
      kind: z.string(),
      failedStep: z.string().nullable(),
      code: z.string().nullable(),
      count: z.int(),
      oldest: z.string(),
      newest: z.string(),
      example: z.object({ id: z.string(), detail: z.string().nullish() }),
    }),
  ),
});

const Success = z.object({ started: z.int(), completed: z.int(), ended: z.int(), rate: z.number().nullable() });

/** The last 24 hours by kind and status, and the success of each kind by day. */
export const FiguresReply = z.object({
  lastDay: z.array(
    z.object({
      kind: z.string(),
      total: z.int(),
      needsPerson: z.int(),
      byStatus: z.record(z.string(), z.int()),
    }),
  ),
  success: z.array(Success.extend({ kind: z.string(), days: z.array(Success.extend({ day: z.string() })) })),
});
