import { waitsForPerson } from '../../domain/operation-groups.ts';
import { hasEnded } from './judge-end.ts';
import type { OperationReply } from './replies.ts';
import type { Shell } from './shell.ts';
import { tellStory } from './tell-story.ts';
import { tellTime } from './tell-time.ts';
import { waitingSteps } from './waiting-steps.ts';

/** Prints an operation whole, or what the API answered, and says beside it what can be done now. */
export function printOperation(shell: Shell, { json, operation }: { json: unknown; operation: OperationReply }): void {
  if (shell.json) return shell.print(JSON.stringify(json));
  for (const [what, text] of headOf(operation)) shell.print(`${what.padEnd(11)} ${text}`);
  shell.print('');
  for (const line of tellStory(operation)) shell.print(`  ${line}`);
  noteNext(shell, operation);
}

/** Says on stderr how it goes on: for each step that waits, what may be decided about it. */
export function noteNext({ json, note }: Shell, operation: OperationReply): void {
  if (json) return;
  const { id, status } = operation;
  if (waitsForPerson(status)) {
    for (const { step, actions } of waitingSteps(operation)) {
      const action = actions.length > 0 ? actions.join('|') : 'ACTION';
      note(`It waits for a person: ./dartwing operations decide ${id} --step ${step} --action ${action} --note '…'`);
    }
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
