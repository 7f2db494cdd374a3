import { z } from 'zod';
import { ApiFailure } from './api-failure.ts';

const Problem = z.object({
  detail: z.string(),
  code: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
  traceId: z.string().optional(),
});

/** Refusals that say only that it cannot be told or done now: the same request may succeed later. */
const PASSING_CODES = ['unavailable', 'rate_limited', 'outcome_unknown'];
const PASSING_STATUSES = [502, 503, 504];

/** The failure that a refusing answer of the API is, in the API's own words. */
export function problemFailure({
  status,
  body,
  advice,
}: {
  status: number;
  body: unknown;
  advice: string;
}): ApiFailure {
  const problem = Problem.safeParse(body).data;
  const passing =
    problem?.code === undefined ? PASSING_STATUSES.includes(status) : PASSING_CODES.includes(problem.code);
  const kind = passing ? 'machine' : 'failed';
  // A limit is looked at before anything is done; of everything else from 500 on nobody knows how far it came.
  const effect = status >= 500 ? 'unknown' : 'none';
  if (problem === undefined) {
    return new ApiFailure(`The API answered ${String(status)} without a reason. ${advice}`, { kind, effect });
  }
  const { detail, code, errors, traceId } = problem;
  const fields = errors.map((field) => ` ${field.pointer}: ${field.detail}.`).join('');
  const trace = status >= 500 && traceId !== undefined ? `, trace ${traceId}` : '';
  const sentence = `${detail.replace(/[.\s]*$/, '')}.${fields} [${code ?? String(status)}${trace}]`;
  return new ApiFailure(sentence, { kind, effect, ...(code !== undefined && { code }) });
}
