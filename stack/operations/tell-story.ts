import { describeDecision, describeRest, describeStep } from './describe-step.ts';
import type { DecisionReply, OperationReply } from './replies.ts';
import { tellTime } from './tell-time.ts';

type Story = Pick<OperationReply, 'status' | 'failedStep' | 'steps' | 'decisions' | 'resolution'>;

/** Says step by step what an operation did, undid and left behind, what people decided about it, and what became of it. */
export function tellStory(operation: Story): string[] {
  const steps = operation.steps.flatMap((step) => [
    describeStep(step, operation.failedStep),
    ...describeRest(step).map((line) => `    ${line}`),
  ]);
  const { resolution } = operation;
  // The resolution tells the same, and how it had ended.
  const isToldHere = ({ action }: DecisionReply) => action !== 'resolve' || !resolution;
  return [
    ...steps,
    ...(operation.decisions ?? []).filter(isToldHere).map(describeDecision),
    `= ${operation.status}`,
    ...(resolution ? [describeResolution(resolution)] : []),
  ];
}

function describeResolution({ was, by, at, note }: NonNullable<OperationReply['resolution']>): string {
  const who = by ? ` by ${by}` : '';
  return `  it had ended as ${was}; called settled${who} on ${tellTime(at)}${note ? `: ${note}` : ''}`;
}
