import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';

/** Workflow ids hold the names of documents, which are numbers of a series. */
const KEPT = new Set([
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'exception.type',
  'temporalWorkflowId',
  'temporalActivityId',
  'run_id',
  'workflowId',
  'runId',
  'workflowType',
  'taskQueue',
]);

const kept = <T>(attributes: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(attributes).filter(([key]) => KEPT.has(key)));

/** Hands on spans with the attributes listed above only, and failures without their sentences: nothing that somebody typed. */
export const scrubbed = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => {
    exporter.export(spans.map(scrub), done);
  },
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});

function scrub(span: ReadableSpan): ReadableSpan {
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext === undefined ? {} : { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes: kept(span.attributes),
    events: span.events.map((event) => ({ ...event, attributes: kept(event.attributes ?? {}) })),
    links: span.links.map((link) => ({ ...link, attributes: kept(link.attributes ?? {}) })),
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}
