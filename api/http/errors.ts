import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';

import { Fault } from '../../domain/errors.ts';
import { factsOf } from './facts.ts';
import { faultOf } from './fault-of.ts';
import { INTERNAL, internalProblem, PROBLEM_TYPE, problemOf, statusOf, type Problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 5;

const occurrenceOf = (response: Response) => ({
  traceId: factsOf(response).traceId,
  instance: response.req.originalUrl.split('?', 1)[0] ?? '/',
});

function send(response: Response, problem: Problem): void {
  factsOf(response).code = problem.code;
  response.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** Answers a fault as its problem document, with the headers that belong to its status. */
export function sendFault(response: Response, fault: Fault, more: Record<string, unknown> = {}): void {
  const waits = fault.code === 'unavailable' || fault.code === 'rate_limited' || fault.code === 'outcome_unknown';
  const retryAfterSeconds = fault.details.retryAfterSeconds ?? (waits ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (fault.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer realm="dartwing"');
  send(response, problemOf(fault, occurrenceOf(response), more));
}

/** Answers 405 with the methods that the path does offer. */
export function sendMethodNotAllowed(response: Response, allowed: readonly string[]): void {
  const { method } = response.req;
  const fault = new Fault('invalid', `${method} is not offered here. Use ${allowed.join(' or ')}.`, { unread: true });
  const problem = problemOf(fault, occurrenceOf(response));
  response.set('Allow', allowed.join(', '));
  send(response, { ...problem, title: 'The method is not offered here', status: 405 });
}

/** The last middleware: whatever was thrown becomes a problem document, and what only we can repair is logged. */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  // eslint-disable-next-line max-params -- Express tells an error handler by its four parameters
  (error: unknown, _request, response, next) => {
    const fault = faultOf(error);
    const facts = factsOf(response);
    const { traceId, route } = facts;
    if (fault === undefined) log.error({ traceId, route, err: error }, 'request failed by a bug');
    else if (statusOf(fault) >= 500)
      log.warn({ traceId, route, code: fault.code, detail: fault.message }, 'request failed');

    if (response.headersSent) {
      facts.code = fault?.code ?? INTERNAL.code;
      next(error); // Express closes the connection, which is all that is left to say.
    } else if (fault === undefined) {
      send(response, internalProblem(occurrenceOf(response)));
    } else {
      sendFault(response, fault);
    }
  };
