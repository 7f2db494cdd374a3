import { randomUUID } from 'node:crypto';

import type { RequestHandler } from 'express';

import type { Context } from '../../activities/context/context.ts';

import { beginFacts } from './facts.ts';
import { currentTraceId } from './span-requests.ts';

const TRACE_ID = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * Gives every request a trace id (the caller's `X-Request-Id` when it is well-formed), echoes it, and logs one line when the
 * request ends: route template, status, duration, organization, membership and key name. No path, no query, no body, no address.
 * The same is timed by route, method and status.
 */
export const traceRequests =
  ({ log, metrics }: Pick<Context, 'log' | 'metrics'>): RequestHandler =>
  (request, response, next) => {
    const startedAtMs = performance.now();
    const given = request.get('X-Request-Id') ?? '';
    const facts = beginFacts(response, TRACE_ID.test(given) ? given : (currentTraceId() ?? randomUUID()));
    response.set('X-Request-Id', facts.traceId);
    response.once('close', () => {
      const durationMs = Math.round(performance.now() - startedAtMs);
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : 'aborted';
      log.info({ ...facts, method, status, durationMs }, 'request');
      metrics.requestDuration.observe({ route: facts.route ?? 'none', method, status }, durationMs / 1000);
    });
    next();
  };
