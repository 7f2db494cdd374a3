import type { OperationReport, StepReport } from '../domain/operation.ts';

/** The report as markdown, for the page of the run in Temporal's own console. */
export function describeReport({ status, steps, errorCode, error }: OperationReport): string {
  const headline = [`**${status}**`, ...(error === undefined ? [] : [`${errorCode ?? 'failed'}: ${error}`])];
  return [headline.join(' · '), '', ...steps.map(describeStep)].join('\n');
}

function describeStep({ step, status, error, leftBehind, decisions }: StepReport): string {
  const facts = [
    `\`${step}\` ${status}`,
    ...(error === undefined ? [] : [error]),
    ...(leftBehind === undefined ? [] : [`left behind: ${leftBehind}`]),
    ...decisions.map(({ action, actor }) => `${action} by ${actor}`),
  ];
  return `- ${facts.join(' · ')}`;
}
