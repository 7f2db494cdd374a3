import type { Context } from '../../activities/context/context.ts';
import type { OperationStatus, StepReport } from '../../domain/operation.ts';
import type { DescribedOperation } from '../../temporal/describe-operation.ts';
import type { OperationView } from './operation-view.ts';
import { operationLinks, presentFailure, presentProgress } from './present-operation.ts';

/** What Temporal's own word for the state of a run says about the operation, when its report cannot be had. */
const STATUSES = {
  UNSPECIFIED: 'running',
  RUNNING: 'running',
  PAUSED: 'running',
  CONTINUED_AS_NEW: 'running',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
  UNKNOWN: 'running',
} as const satisfies Record<DescribedOperation['status'], OperationStatus>;

const presentStep = (step: StepReport): OperationView['steps'][number] => ({
  name: step.step,
  status: step.status,
  attempts: null,
  key: step.key,
  result: step.result ?? null,
  error: presentFailure(null, step.error),
  startedAt: null,
  endedAt: null,
  leftBehind: step.leftBehind ?? null,
});

interface Run {
  readonly id: string;
  readonly kind: string;
  readonly document: OperationView['document'];
  readonly workflowId: string;
  readonly runId: string;
}

/** What is shown of an operation that no row tells of yet: what Temporal says. */
export function presentDescribed(run: Run, described: DescribedOperation, config: Context['config']): OperationView {
  const { report, startedAt, closedAt } = described;
  const status = report?.status ?? STATUSES[described.status];
  return {
    id: run.id,
    kind: run.kind,
    status,
    document: run.document,
    failedStep: report?.failedStep ?? null,
    error: presentFailure(report?.errorCode, report?.error),
    requestedBy: null,
    startedAt,
    endedAt: closedAt,
    links: operationLinks(run, config),
    ...presentProgress(status, (report?.steps ?? []).map(presentStep)),
  };
}
