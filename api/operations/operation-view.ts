import { z } from 'zod';

import { DECIDED_ACTIONS, DECISION_STATES } from '../../domain/operation-decision.ts';
import { DECISION_ACTIONS, OPERATION_STATUS, STEP_STATUS } from '../../domain/operation.ts';
import { pageOf } from '../http/paging.ts';

const Failure = z.object({
  code: z.string().nullable().meta({ description: 'The code of the problem.' }),
  detail: z.string(),
});

const DecisionView = z
  .object({
    id: z.string(),
    action: z.enum(DECIDED_ACTIONS),
    step: z.string().nullable().meta({ description: 'Null when it is about the whole operation.' }),
    by: z.string().meta({ description: 'The membership that decided.' }),
    at: z.iso.datetime().nullable().meta({ description: 'Null when only Temporal knows of it.' }),
    note: z.string().nullable().meta({ description: 'Why. Null when it was not given through this API.' }),
    found: z.string().nullable().meta({ description: 'What was found or made by hand.' }),
    input: z.record(z.string(), z.string()).nullable().meta({ description: 'What replaced values of the input.' }),
    state: z.enum(DECISION_STATES).meta({ description: '`asked`: not known yet whether the run takes it.' }),
  })
  .meta({ id: 'Decision' });
export type DecisionView = z.infer<typeof DecisionView>;

const Resolution = z
  .object({
    by: z.string().nullable(),
    at: z.iso.datetime(),
    note: z.string().nullable(),
    was: z.enum(OPERATION_STATUS).meta({ description: 'How the operation ended.' }),
  })
  .meta({ id: 'OperationResolution' });

const Step = z.object({
  name: z.string(),
  status: z.enum(STEP_STATUS),
  attempts: z.int().nullable().meta({ description: 'How often it was tried so far; null while that is not known.' }),
  key: z.string().meta({ description: 'The key under which the step is carried out once only.' }),
  result: z.unknown().meta({ description: 'What the step made: names, no contents. Null until it is done.' }),
  error: Failure.nullable().meta({ description: 'Why it failed, or why it is being tried again.' }),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  leftBehind: z.string().nullable().meta({ description: 'What stays although the operation was undone, and why.' }),
  allows: z
    .array(z.enum(DECISION_ACTIONS))
    .nullable()
    .meta({ description: 'What may be decided about the step; null unless it waits for a person.' }),
  decisions: z.array(DecisionView).meta({ description: 'What people decided about the step, oldest first.' }),
});

/** How an operation is shown: what a person called settled is so, however it ended. */
export const SHOWN_STATUS = [...OPERATION_STATUS, 'resolved'] as const;

const summary = {
  id: z.string(),
  kind: z.string().meta({ description: 'What is carried out.' }),
  status: z.enum(SHOWN_STATUS),
  document: z.object({ doctype: z.string(), name: z.string() }),
  failedStep: z.string().nullable(),
  error: Failure.nullable(),
  requestedBy: z.string().nullable().meta({ description: 'The membership that asked for it.' }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  resolution: Resolution.nullable().meta({ description: 'Who called it settled, when and why; null unless resolved.' }),
  links: z.object({
    self: z.string(),
    events: z.string().meta({ description: 'The same resource as a stream of events.' }),
    temporal: z.string().optional().meta({ description: 'The run in Temporal’s own pages, for operators.' }),
  }),
};

const Retried = z.object({
  step: z.string(),
  error: Failure.nullable().meta({ description: 'Why; null while the latest attempt has not told it.' }),
});

/** An operation without its steps, as lists show it. */
export const OperationSummary = z
  .object({
    ...summary,
    retrying: z.array(Retried).meta({ description: 'The steps that have failed and are being tried again.' }),
  })
  .meta({ id: 'OperationSummary' });
export type OperationSummary = z.infer<typeof OperationSummary>;

/** An operation: something that several systems take part in, carried out whole or undone. */
export const OperationView = z
  .object({
    ...summary,
    progress: z.object({
      done: z.int(),
      total: z.int().optional(),
      phase: z.enum(['doing', 'undoing', 'waiting', 'ended']).meta({ description: '`waiting`: a person must decide.' }),
    }),
    pivot: z.string().nullable().meta({ description: 'The step that was passed, after which there is no way back.' }),
    steps: z.array(Step),
    decisions: z.array(DecisionView).meta({ description: 'What people decided about the whole, oldest first.' }),
    result: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'Once completed: what each step made, by the name of the step.' }),
  })
  .meta({ id: 'Operation' });
export type OperationView = z.infer<typeof OperationView>;

export const OperationPage = pageOf(OperationSummary).meta({ id: 'OperationPage' });
