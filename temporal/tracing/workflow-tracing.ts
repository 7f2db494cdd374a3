import { context, SpanStatusCode, trace, type Context, type Tracer } from '@opentelemetry/api';
import {
  extractContextFromHeaders,
  headersWithContext,
} from '@temporalio/interceptors-opentelemetry-v2/lib/instrumentation.js';
import {
  OpenTelemetryInboundInterceptor,
  OpenTelemetryInternalsInterceptor,
} from '@temporalio/interceptors-opentelemetry-v2/lib/workflow/index.js';
import {
  workflowInfo,
  type ActivityInput,
  type LocalActivityInput,
  type UpdateInput,
  type WorkflowExecuteInput,
  type WorkflowInterceptors,
} from '@temporalio/workflow';

/*
 * The package's own interceptors await what they wrap, which holds the workflow back for some turns: an update then completes after
 * the commands that it set off, and a run that began untraced no longer replays. Here nothing that is returned waits for a span.
 */
export const interceptors = (): WorkflowInterceptors => {
  // Making one sets up the tracer of the sandbox.
  new OpenTelemetryInboundInterceptor();
  const tracer = trace.getTracer('dartwing-workflow');
  return {
    inbound: [
      {
        execute: (input: WorkflowExecuteInput, next) =>
          inSpan(tracer, { name: `RunWorkflow:${workflowInfo().workflowType}`, under: parentOf(input) }, () =>
            next(input),
          ),
        handleUpdate: (input: UpdateInput, next) =>
          inSpan(tracer, { name: `HandleUpdate:${input.name}`, under: parentOf(input) }, () => next(input)),
      },
    ],
    outbound: [
      {
        scheduleActivity: (input: ActivityInput, next) => scheduled(tracer, input, next),
        scheduleLocalActivity: (input: LocalActivityInput, next) => scheduled(tracer, input, next),
      },
    ],
    internals: [new OpenTelemetryInternalsInterceptor()],
  };
};

const parentOf = ({ headers }: Pick<WorkflowExecuteInput, 'headers'>): Context =>
  extractContextFromHeaders(headers) ?? context.active();

const scheduled = <I extends Pick<ActivityInput, 'activityType' | 'headers'>>(
  tracer: Tracer,
  input: I,
  next: (input: I) => Promise<unknown>,
): Promise<unknown> =>
  inSpan(tracer, { name: `StartActivity:${input.activityType}`, under: context.active() }, () =>
    next({ ...input, headers: headersWithContext(input.headers) }),
  );

/** Does the work within a span, and answers with its very promise: the span ends beside it. */
function inSpan(
  tracer: Tracer,
  { name, under }: { name: string; under: Context },
  work: () => Promise<unknown>,
): Promise<unknown> {
  const span = tracer.startSpan(name, {}, under);
  const done = context.with(trace.setSpan(under, span), work);
  done.then(
    () => span.setStatus({ code: SpanStatusCode.OK }).end(),
    () => span.setStatus({ code: SpanStatusCode.ERROR }).end(),
  );
  return done;
}
