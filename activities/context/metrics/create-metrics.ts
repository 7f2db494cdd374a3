import { Counter, Histogram, Registry } from 'prom-client';

/** Those that OpenTelemetry recommends for requests. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** A step may take as long as its provider's patience. */
const STEP_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What the process counts and times. Labels hold kinds, templates and outcomes only, never an organization or a document: each
 * value of a label is a series of its own, kept for as long as the process lives.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requestDuration: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'How long requests took, by the template of their route. The status is "aborted" when the caller had gone.',
      labelNames: ['route', 'method', 'status'],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    sagaTotal: new Counter({
      name: 'saga_total',
      help: 'Operations that ended, by kind and by the status they ended with.',
      labelNames: ['type', 'result'],
      registers,
    }),
    sagaStepDuration: new Histogram({
      name: 'saga_step_duration_seconds',
      help: 'How long one attempt of a step, or of its undo, took.',
      labelNames: ['type', 'step', 'phase', 'outcome'],
      buckets: STEP_SECONDS,
      registers,
    }),
    compensationTotal: new Counter({
      name: 'compensation_total',
      help: 'Undos that ended: "compensated", or "failed" when only a person can go on.',
      labelNames: ['type', 'step', 'result'],
      registers,
    }),
    sagaDecisionsTotal: new Counter({
      name: 'saga_decisions_total',
      help: 'What people decided about operations that waited for them.',
      labelNames: ['type', 'action'],
      registers,
    }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
