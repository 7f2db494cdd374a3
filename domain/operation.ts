import type { FaultCode } from './errors.ts';

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
  'unknown',
  'compensated',
  'compensation_failed',
  'skipped',
  'marked_done',
] as const;
export type StepStatus = (typeof STEP_STATUS)[number];

export const DECISION_ACTIONS = ['retry', 'skip', 'mark_done', 'compensate'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** What a person decided about a step that waits. Ids only: what the person wrote stands in our rows, under the same id. */
export interface Decision {
  id: string;
  step: string;
  action: DecisionAction;
  /** For `mark_done`: the name of what was found or made by hand. */
  found?: string;
  /** For `retry`: what replaces the values of the step's input, where the step lets them be edited. */
  input?: Record<string, string>;
  /** The membership that decided. */
  actor: string;
}

export interface StepReport {
  step: string;
  /** `unknown`: it may have happened. */
  status: StepStatus;
  key: string;
  result?: unknown;
  errorCode?: FaultCode;
  error?: string;
  /** What stays in the world although the operation was undone, and why. */
  leftBehind?: string;
  decisions: Decision[];
  /** While it waits for a person: what may be decided. */
  allows?: DecisionAction[];
}

/** What one operation did, undid and left behind: the same object in the query, the rows and the page. Ids only. */
export interface OperationReport {
  status: OperationStatus;
  steps: StepReport[];
  /** The step after which there is no way back, once it is done. */
  pivot?: string;
  failedStep?: string;
  errorCode?: FaultCode;
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

/** Where the run of an operation is found in Temporal: the run is the first of a chain that resets make longer. */
export type OperationChain = Pick<OperationRun, 'workflowId' | 'runId'>;
