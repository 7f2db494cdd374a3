import { randomUUID } from 'node:crypto';

import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

import { beginFacts } from './facts.ts';

const TRACE_ID = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * Gives every request a trace id (the caller's `X-Request-Id` when it is well-formed), echoes it, and logs one line when the
 * request ends: route template, status, duration, organization and key name. No path, no query, no body, no address.
 */
export const traceRequests =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAtMs = performance.now();
    const given = request.get('X-Request-Id') ?? '';
    const facts = beginFacts(response, TRACE_ID.test(given) ? given : randomUUID());
    response.set('X-Request-Id', facts.traceId);
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - startedAtMs);
      const status = response.writableFinished ? response.statusCode : 'aborted';
      log.info({ ...facts, method: request.method, status, durationMs }, 'request');
    });
    next();
  };
