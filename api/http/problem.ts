import { z } from 'zod';

import { FAULTS, type Fault } from '../../domain/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** What every refusal and every failure looks like: RFC 9457 with our code, the refused fields and the trace id. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ description: 'A page that explains the code.', example: '/problems/conflict' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened, and what to do about it.' }),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    code: z.string().meta({ description: 'Stable; write programs against this.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'One entry per refused field: a JSON pointer into the body, or the name of a parameter.' }),
    traceId: z.string().meta({ description: 'Quote it when you ask for help. Also in X-Request-Id.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });
export type Problem = z.infer<typeof Problem>;

/** A failure that no part of the table describes: a bug on our side. */
export const INTERNAL = { code: 'internal', status: 500, title: 'Something failed on our side' } as const;

/** Where a problem occurred. */
export interface Occurrence {
  readonly traceId: string;
  readonly instance: string;
}

/** The status a fault is answered with. */
export const statusOf = (fault: Fault): number => {
  const rule: { status: number; unreadStatus?: number } = FAULTS[fault.code];
  return fault.details.unread === true ? (rule.unreadStatus ?? rule.status) : rule.status;
};

/** A fault as the document that is answered. `more` adds members, such as the current version of a stale document. */
export function problemOf(fault: Fault, at: Occurrence, more: Record<string, unknown> = {}): Problem {
  const { fields = [] } = fault.details;
  return {
    type: `/problems/${fault.code}`,
    title: FAULTS[fault.code].title,
    status: statusOf(fault),
    detail: fault.message,
    instance: at.instance,
    code: fault.code,
    ...(fields.length > 0 && { errors: fields }),
    traceId: at.traceId,
    ...more,
  };
}

/** The document for a bug: says nothing but where to find it in the log. */
export const internalProblem = (at: Occurrence): Problem => ({
  type: `/problems/${INTERNAL.code}`,
  title: INTERNAL.title,
  status: INTERNAL.status,
  detail: 'Nothing is said here about the cause. Report the trace id to whoever runs this installation.',
  instance: at.instance,
  code: INTERNAL.code,
  traceId: at.traceId,
});
