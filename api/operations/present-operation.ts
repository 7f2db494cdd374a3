import type { Context } from '../../activities/context/context.ts';
import type { Operation } from '../../activities/operations/get-operation.ts';
import type { ListedOperation } from '../../activities/operations/list-operations.ts';
import type { DecisionRow } from '../../activities/operations/decision-rows.ts';
import type { OperationRow } from '../../activities/operations/operation-rows.ts';
import { waitsForPerson } from '../../domain/operation-groups.ts';
import { isOpen, type OperationStatus } from '../../domain/operation.ts';
import type { DecisionView, OperationSummary, OperationView } from './operation-view.ts';

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

function phaseOf(status: OperationStatus): OperationView['progress']['phase'] {
  if (!isOpen(status)) return 'ended';
  if (waitsForPerson(status)) return 'waiting';
  return status === 'compensating' ? 'undoing' : 'doing';
}

const DONE: readonly StepView['status'][] = ['success', 'skipped', 'marked_done'];

/**
 * How far an operation is, what it made, and what its steps leave to a person while it waits. How many steps there are is known once
 * it has ended.
 */
export function presentProgress(
  status: OperationStatus,
  steps: StepView[],
): Pick<OperationView, 'progress' | 'steps' | 'result'> {
  const done = steps.filter((step) => DONE.includes(step.status));
  const phase = phaseOf(status);
  const results = done.filter(({ result }) => result !== null && result !== undefined);
  return {
    progress: { done: done.length, ...(phase === 'ended' && { total: steps.length }), phase },
    steps: phase === 'waiting' ? steps : steps.map((step) => ({ ...step, allows: null })),
    ...(status === 'completed' && { result: Object.fromEntries(results.map(({ name, result }) => [name, result])) }),
  };
}

const presentResolution = (row: OperationRow): OperationSummary['resolution'] =>
  row.resolved_at === null ? null : { by: row.resolved_by, at: row.resolved_at, note: row.resolution, was: row.status };

const presentSummary = (row: OperationRow, config: Config): Omit<OperationSummary, 'retrying'> => ({
  id: row.id,
  kind: row.kind,
  status: row.resolved_at === null ? row.status : 'resolved',
  document: { doctype: row.doctype, name: row.document_name },
  failedStep: row.failed_step,
  error: presentFailure(row.error_code, row.error_message),
  requestedBy: row.requested_by,
  startedAt: row.started_at,
  endedAt: row.completed_at,
  resolution: presentResolution(row),
  links: operationLinks({ id: row.id, workflowId: row.workflow_id, runId: row.run_id }, config),
});

/** What a list shows of an operation. */
export const presentListedOperation = (row: ListedOperation, config: Config): OperationSummary => ({
  ...presentSummary(row, config),
  retrying: row.retried.map((step) => ({
    step: step.step_name,
    error: presentFailure(step.error_code, step.error),
  })),
});

const presentDecision = (row: DecisionRow): DecisionView => ({
  id: row.id,
  action: row.action,
  step: row.step_name,
  by: row.actor,
  at: row.asked_at,
  note: row.note,
  found: row.found,
  input: row.input,
  state: row.state,
});

const presentStep = (step: Operation['steps'][number], decisions: DecisionRow[]): StepView => ({
  name: step.step_name,
  status: step.status,
  attempts: step.attempt,
  key: step.step_key,
  result: step.result,
  error: presentFailure(step.error_code, step.error),
  startedAt: step.started_at,
  endedAt: step.completed_at,
  leftBehind: step.left_behind,
  allows: step.allows,
  decisions: decisions.filter(({ step_name }) => step_name === step.step_name).map(presentDecision),
});

/** What is shown of one operation. A refused decision may name a step that the operation does not have. */
export function presentOperation(operation: Operation, config: Config): OperationView {
  const { steps, decisions } = operation;
  const named = new Set(steps.map(({ step_name }) => step_name));
  const whole = decisions.filter(({ step_name }) => step_name === null || !named.has(step_name));
  return {
    ...presentSummary(operation, config),
    pivot: operation.pivot_step,
    decisions: whole.map(presentDecision),
    ...presentProgress(
      operation.status,
      steps.map((step) => presentStep(step, decisions)),
    ),
  };
}
