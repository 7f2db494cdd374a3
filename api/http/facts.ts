import type { Response } from 'express';

/** What is known about a request besides what was sent: all that the request log may say. */
export interface RequestFacts {
  readonly traceId: string;
  /** The route's template, never the path that was sent. */
  route?: string;
  organizationId?: string;
  /** The membership that asked. */
  actor?: string;
  /** The name of the API key, never its secret. */
  key?: string;
  /** The code of the problem that was answered. */
  code?: string;
}

const known = new WeakMap<Response, RequestFacts>();

/** Begins the facts of a request. */
export function beginFacts(response: Response, traceId: string): RequestFacts {
  const facts = { traceId };
  known.set(response, facts);
  return facts;
}

/** The facts of a request. Throws before `beginFacts`, which is a bug in the order of middlewares. */
export function factsOf(response: Response): RequestFacts {
  const facts = known.get(response);
  if (facts === undefined) throw new Error('The request has no trace id yet');
  return facts;
}
