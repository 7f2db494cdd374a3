import type { Context } from '../../activities/context/context.ts';
import type { Operation } from '../../activities/operations/get-operation.ts';
import type { OperationRow } from '../../activities/operations/operation-rows.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import type { OperationSummary, OperationView } from './operation-view.ts';

type Config = Pick<Context['config'], 'TEMPORAL_UI_URL' | 'TEMPORAL_NAMESPACE'>;
type StepView = OperationView['steps'][number];

export const operationPath = (id: string): string => `/v1/operations/${encodeURIComponent(id)}`;

/** Where an operation can be read, followed, and seen in Temporal's own pages if there are any. */
export function operationLinks(
  { id, workflowId, runId }: { id: string; workflowId: string; runId: string },
  config: Config,
): OperationSummary['links'] {
  const own = { self: operationPath(id), events: `${operationPath(id)}/events` };
  if (config.TEMPORAL_UI_URL === undefined) return own;
  const pages = config.TEMPORAL_UI_URL.replace(/\/$/, '');
  const run = `${encodeURIComponent(workflowId)}/${encodeURIComponent(runId)}/history`;
  return { ...own, temporal: `${pages}/namespaces/${config.TEMPORAL_NAMESPACE}/workflows/${run}` };
}

export const presentFailure = (code: string | null | undefined, detail: string | null | undefined) =>
  detail === null || detail === undefined ? null : { code: code ?? null, detail };

const PHASES = {
  running: 'doing',
  compensating: 'undoing',
  parked: 'waiting',
  compensation_failed: 'waiting',
  completed: 'ended',
  compensated: 'ended',
  cancelled: 'ended',
  failed: 'ended',
} as const satisfies Record<OperationStatus, OperationView['progress']['phase']>;

const DONE: readonly StepView['status'][] = ['success', 'skipped', 'marked_done'];

/** How far an operation is, and what it made. How many steps there are is known once it has ended. */
export function presentProgress(
  status: OperationStatus,
  steps: StepView[],
): Pick<OperationView, 'progress' | 'steps' | 'result'> {
  const done = steps.filter((step) => DONE.includes(step.status));
  const phase = PHASES[status];
  const results = done.filter(({ result }) => result !== null && result !== undefined);
  return {
    progress: { done: done.length, ...(phase === 'ended' && { total: steps.length }), phase },
    steps,
    ...(status === 'completed' && { result: Object.fromEntries(results.map(({ name, result }) => [name, result])) }),
  };
}

/** What a list shows of an operation. */
export const presentOperationSummary = (row: OperationRow, config: Config): OperationSummary => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  document: { doctype: row.doctype, name: row.document_name },
  failedStep: row.failed_step,
  error: presentFailure(row.error_code, row.error_message),
  requestedBy: row.requested_by,
  startedAt: row.started_at,
  endedAt: row.completed_at,
  links: operationLinks({ id: row.id, workflowId: row.workflow_id, runId: row.run_id }, config),
});

const presentStep = (step: Operation['steps'][number]): StepView => ({
  name: step.step_name,
  status: step.status,
  attempts: step.attempt,
  key: step.step_key,
  result: step.result,
  error: presentFailure(step.error_code, step.error),
  startedAt: step.started_at,
  endedAt: step.completed_at,
  leftBehind: step.left_behind,
});

/** What is shown of one operation. */
export const presentOperation = (operation: Operation, config: Config): OperationView => ({
  ...presentOperationSummary(operation, config),
  ...presentProgress(operation.status, operation.steps.map(presentStep)),
});
