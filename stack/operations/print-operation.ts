import { DECISION_ACTIONS } from '../../domain/operation.ts';
import { hasEnded, waitsForPerson } from './judge-end.ts';
import type { OperationReply } from './replies.ts';
import type { Shell } from './shell.ts';
import { tellStory } from './tell-story.ts';
import { tellTime } from './tell-time.ts';

/** Prints an operation whole, or what the API answered, and says beside it what can be done now. */
export function printOperation(shell: Shell, { json, operation }: { json: unknown; operation: OperationReply }): void {
  if (shell.json) return shell.print(JSON.stringify(json));
  for (const [what, text] of headOf(operation)) shell.print(`${what.padEnd(11)} ${text}`);
  shell.print('');
  for (const line of tellStory(operation)) shell.print(`  ${line}`);
  noteNext(shell, operation);
}

/** Says on stderr how it goes on. */
export function noteNext({ json, note }: Shell, { id, status, failedStep }: OperationReply): void {
  if (json) return;
  if (waitsForPerson(status)) {
    const step = failedStep === null ? 'STEP' : failedStep;
    const actions = DECISION_ACTIONS.join('|');
    note(`It waits for a person: ./dartwing operations decide ${id} --step ${step} --action ${actions} --note '…'`);
  } else if (!hasEnded(status)) {
    note(`It goes on: ./dartwing operations watch ${id}`);
  }
}

function headOf(operation: OperationReply): [string, string][] {
  const { id, kind, document, requestedBy, startedAt, endedAt, failedStep, error, pivot, links } = operation;
  const code = error?.code ? ` [${error.code}]` : '';
  return [
    ['operation', id],
    ['what', `${kind} of ${document.doctype} ${document.name}`],
    ...(requestedBy ? [['asked by', requestedBy] satisfies [string, string]] : []),
    ['started', tellTime(startedAt)],
    ...(endedAt ? [['ended', tellTime(endedAt)] satisfies [string, string]] : []),
    ...(failedStep === null ? [] : [['failed at', failedStep] satisfies [string, string]]),
    ...(error ? [['because', `${error.detail}${code}`] satisfies [string, string]] : []),
    ...(pivot ? [['no way back', `since ${pivot}`] satisfies [string, string]] : []),
    ...(links.temporal === undefined ? [] : [['Temporal', links.temporal] satisfies [string, string]]),
  ];
}
