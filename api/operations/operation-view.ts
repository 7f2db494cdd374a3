import { z } from 'zod';

import { OPERATION_STATUS, STEP_STATUS } from '../../domain/operation.ts';
import { pageOf } from '../http/paging.ts';

const Failure = z.object({
  code: z.string().nullable().meta({ description: 'The code of the problem.' }),
  detail: z.string(),
});

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
});

const summary = {
  id: z.string(),
  kind: z.string().meta({ description: 'What is carried out.' }),
  status: z.enum(OPERATION_STATUS),
  document: z.object({ doctype: z.string(), name: z.string() }),
  failedStep: z.string().nullable(),
  error: Failure.nullable(),
  requestedBy: z.string().nullable().meta({ description: 'The membership that asked for it.' }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  links: z.object({
    self: z.string(),
    events: z.string().meta({ description: 'The same resource as a stream of events.' }),
    temporal: z.string().optional().meta({ description: 'The run in Temporal’s own pages, for operators.' }),
  }),
};

/** An operation without its steps, as lists show it. */
export const OperationSummary = z.object(summary).meta({ id: 'OperationSummary' });
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
    steps: z.array(Step),
    result: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'Once completed: what each step made, by the name of the step.' }),
  })
  .meta({ id: 'Operation' });
export type OperationView = z.infer<typeof OperationView>;

export const OperationPage = pageOf(OperationSummary).meta({ id: 'OperationPage' });
