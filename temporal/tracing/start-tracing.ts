import { fileURLToPath } from 'node:url';

import { context, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryWorkflowClientInterceptor,
  type OpenTelemetrySinks,
} from '@temporalio/interceptors-opentelemetry-v2';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';

import { scrubbed } from './scrub-spans.ts';

const EXPORT_WITHIN_MS = 3_000;

/** What a process hands to Temporal's SDK so that an operation is one trace. */
export interface Tracing {
  readonly clientInterceptor: WorkflowClientInterceptor;
  /** Must stand first: it then sees failures as Temporal is told them. */
  readonly activityInterceptor: ActivityInterceptorsFactory;
  /** What the sandbox of workflows writes its spans to. */
  readonly sinks: InjectedSinks<OpenTelemetrySinks>;
  /** Sends what is left, for three seconds at most, and ends tracing in this process. */
  stop(): Promise<void>;
}

/** The part of tracing that belongs into a workflow bundle. */
export const WORKFLOW_TRACING_PATH = fileURLToPath(new URL('workflow-tracing.ts', import.meta.url));

/**
 * Sends the spans of this process to the OTLP endpoint; without one nothing is traced, and undefined is answered. While nobody
 * listens there spans are lost, and nothing else happens. At most once in a process.
 */
export function startTracing(endpoint: string | undefined, process: 'api' | 'worker'): Tracing | undefined {
  if (endpoint === undefined) return undefined;
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = scrubbed(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_WITHIN_MS }));
  const processor = new BatchSpanProcessor(exporter, { exportTimeoutMillis: EXPORT_WITHIN_MS });
  const resource = resourceFromAttributes({ 'service.name': `dartwing-${process}` });
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] });
  provider.register();
  return {
    clientInterceptor: new OpenTelemetryWorkflowClientInterceptor(),
    activityInterceptor: (activity) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(activity) }),
    sinks: { exporter: makeWorkflowExporter(processor, resource) },
    stop: async () => {
      // A collector that is away must not keep a process from ending in order.
      await provider.shutdown().catch(() => undefined);
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}
