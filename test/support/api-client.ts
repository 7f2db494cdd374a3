import type { Response } from 'supertest';

import { Problem } from '../../api/http/problem.ts';
import type { Route } from '../../api/http/route.ts';

/** The problem document of an answer, checked to be one and to agree with the answer that carries it. */
export function problemOf(response: Response): Problem {
  const text: unknown = JSON.parse(response.text);
  expect(response.type).toBe('application/problem+json');
  const problem = Problem.parse(text);
  expect(problem.status).toBe(response.status);
  expect(problem.traceId).toBe(response.get('X-Request-Id'));
  return problem;
}

/** The body of an answer as JSON that nobody has looked at yet. */
export const bodyOf = (response: Response): unknown => JSON.parse(response.text);

/** The body of an answer, checked to be what the route describes: no field missing, none too many. */
export function described(route: Route, response: Response): unknown {
  const schema = route.answers[response.status]?.schema;
  if (schema === undefined || schema === null) {
    throw new Error(`${route.id} describes no JSON answer ${String(response.status)}: ${response.text.slice(0, 500)}`);
  }
  const body = bodyOf(response);
  // Unknown fields are dropped by parsing, so equality means that there were none.
  expect(schema.parse(body)).toEqual(body);
  return body;
}
