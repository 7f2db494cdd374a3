import { context, isSpanContextValid, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

import { factsOf } from './facts.ts';

/** Asked every few seconds by whoever supervises; they would bury the rest. */
const PROBES = ['/livez', '/readyz'];

/**
 * Puts every request into a span of its own, under which an operation that it starts is found; named by the route's template.
 * Does nothing while nothing is traced. A trace id that the caller sends is not taken over.
 */
export const spanRequests = (): RequestHandler => (request, response, next) => {
  if (PROBES.includes(request.path)) {
    next();
    return;
  }
  const { method } = request;
  const span = trace.getTracer('dartwing-api').startSpan(method, { kind: SpanKind.SERVER, root: true });
  response.once('close', () => {
    const { route } = factsOf(response);
    span.updateName(route === undefined ? method : `${method} ${route}`);
    span.setAttributes({
      'http.request.method': method,
      'http.response.status_code': response.statusCode,
      ...(route === undefined ? {} : { 'http.route': route }),
    });
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(context.active(), span), next);
};

/** The id of the trace that the running request belongs to; undefined while nothing is traced. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span !== undefined && isSpanContextValid(span) ? span.traceId : undefined;
}
