import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

import { scrubbed } from '../../../temporal/tracing/scrub-spans.ts';

it('hands on where and how long, and nothing that somebody typed', async () => {
  const kept = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(scrubbed(kept))] });
  const span = provider.getTracer('test').startSpan('POST /v1/jobs', {
    attributes: { 'http.route': '/v1/jobs', 'customer.name': 'kestrel', temporalUpdateId: 'kestrel' },
    links: [
      { context: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 }, attributes: { note: 'kestrel' } },
    ],
  });
  span.recordException(new TypeError('kestrel is not a function'));
  span.setStatus({ code: 2, message: 'kestrel' }).end();
  await provider.forceFlush();

  const [seen] = kept.getFinishedSpans();
  expect(seen).toMatchObject({
    name: 'POST /v1/jobs',
    attributes: { 'http.route': '/v1/jobs' },
    status: { code: 2 },
    events: [{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }],
  });
  const { resource: _, ...rest } = seen ?? {};
  expect(JSON.stringify(rest)).not.toContain('kestrel');
  expect(seen?.spanContext()).toEqual(span.spanContext());
  await provider.shutdown();
});
