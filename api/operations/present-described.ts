import type { Context } from '../../activities/context/context.ts';
import { healedReport } from '../../domain/healed-report.ts';
import type { Decision, OperationStatus, StepReport } from '../../domain/operation.ts';
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

const presentDecision = (made: Decision): OperationView['decisions'][number] => ({
  id: made.id,
  action: made.action,
  step: made.step,
  by: made.actor,
  at: null,
  note: null,
  found: made.found ?? null,
  input: made.input ?? null,
  state: 'taken',
});

const presentStep = (step: StepReport): OperationView['steps'][number] => ({
  name: step.step,
  status: step.status,
  attempts: null,
  key: step.key,
  result: step.result ?? null,
  error: presentFailure(step.errorCode, step.error),
  startedAt: null,
  endedAt: null,
  leftBehind: step.leftBehind ?? null,
  allows: step.allows ?? null,
  decisions: step.decisions.map(presentDecision),
});

interface Run {
  readonly id: string;
  readonly kind: string;
  readonly document: OperationView['document'];
  readonly workflowId: string;
  readonly runId: string;
}

type Described = Omit<DescribedOperation, 'cutShort'> & Partial<Pick<DescribedOperation, 'cutShort'>>;

/** What is shown of an operation that no row tells of yet: what Temporal says. */
export function presentDescribed(run: Run, described: Described, config: Context['config']): OperationView {
  const { startedAt, closedAt } = described;
  const truth = { cutShort: false, ...described };
  const report = healedReport({ status: 'running', steps: [] }, truth) ?? described.report;
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
    resolution: null,
    pivot: report?.pivot ?? null,
    decisions: [],
    links: operationLinks(run, config),
    ...presentProgress(status, (report?.steps ?? []).map(presentStep)),
  };
}
