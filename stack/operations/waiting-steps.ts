import type { OperationReply } from './replies.ts';

interface WaitingStep {
  step: string;
  /** What may be decided; empty where the API does not say. */
  actions: string[];
}

/**
 * The steps of an operation that wait for a person. An API that does not say which: the undos that failed, else the step by which the
 * operation failed, else a word to be replaced.
 */
export function waitingSteps({ status, failedStep, steps }: OperationReply): WaitingStep[] {
  const told = steps.flatMap(({ name, allows }) => (allows ? [{ step: name, actions: allows }] : []));
  if (told.length > 0) return told;
  const undos = status === 'compensation_failed' ? steps.filter((step) => step.status === 'compensation_failed') : [];
  const names = undos.length > 0 ? undos.map(({ name }) => name) : [failedStep ?? 'STEP'];
  return names.map((step) => ({ step, actions: [] }));
}
