export const OPERATION_STATUS = [
  'running',
  'compensating',
  'parked',
  'completed',
  'compensated',
  'compensation_failed',
  'cancelled',
  'failed',
] as const;
export type OperationStatus = (typeof OPERATION_STATUS)[number];

export const STEP_STATUS = [
  'pending',
  'running',
  'success',
  'failed',
  'compensated',
  'compensation_failed',
  'skipped',
  'marked_done',
] as const;
export type StepStatus = (typeof STEP_STATUS)[number];

export const DECISION_ACTIONS = ['retry', 'skip', 'mark_done', 'compensate'] as const;
/** What a person decided about a step that waits. `id` is what was found or made by hand. */
export interface Decision {
  step: string;
  action: (typeof DECISION_ACTIONS)[number];
  id?: string;
  note: string;
  actor: string;
}

export interface StepReport {
  step: string;
  status: StepStatus;
  key: string;
  result?: unknown;
  error?: string;
  /** What stays in the world although the operation was undone, and why. */
  leftBehind?: string;
  decisions: Decision[];
}

/** What one operation did, undid and left behind: the same object in the query, the rows and the page. Ids only. */
export interface OperationReport {
  status: OperationStatus;
  steps: StepReport[];
  failedStep?: string;
  errorCode?: string;
  error?: string;
}

/** An operation that still has a run which may change it. */
export const isOpen = (status: OperationStatus): boolean =>
  status === 'running' || status === 'compensating' || status === 'parked' || status === 'compensation_failed';

/** What an operation on a document is started with. Ids only: this stands in Temporal's history. */
export interface OperationInput {
  organizationId: string;
  /** The document's name, as read from its row. */
  name: string;
  /** The membership that asked. */
  requestedBy: string;
}

/** What every step and its undo get. `key` stays the same over attempts, crashes and resets of one run. */
export interface StepInput {
  organizationId: string;
  name: string;
  key: string;
}

/** One run of an operation, as Temporal knows it. */
export interface OperationRun {
  organizationId: string;
  /** `complete-job`: the first part of the workflow id. */
  kind: string;
  doctype: string;
  name: string;
  workflowId: string;
  runId: string;
  requestedBy: string;
}
