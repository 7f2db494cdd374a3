import { describeRest, describeStep } from './describe-step.ts';
import type { OperationReply } from './replies.ts';

/** What is new in an operation since it was last told: changed steps, new decisions, and its state. */
export function tellChanges(before: OperationReply | undefined, after: OperationReply): string[] {
  const told = new Set(before === undefined ? [] : linesOf(before));
  return linesOf(after).filter((line) => !told.has(line));
}

const linesOf = (operation: OperationReply): string[] => [
  ...operation.steps.flatMap((step) => [
    describeStep(step, operation.failedStep),
    ...describeRest(step).map((line) => `    ${step.name} ${line}`),
  ]),
  `= ${operation.status}`,
];
