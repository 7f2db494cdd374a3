import { judgeEnd } from './judge-end.ts';
import { operationPath } from './operation-path.ts';
import { printOperation } from './print-operation.ts';
import { OperationReply } from './replies.ts';
import { sendDecision, waiting } from './send-decision.ts';
import type { Shell } from './shell.ts';

/** Asks for an operation to be undone, and tells how far that is. */
export async function cancel(
  shell: Shell,
  { id, note, waitSeconds }: { id: string; note: string; waitSeconds: number },
): Promise<number> {
  const { json, data } = await sendDecision(shell, {
    path: operationPath(id, 'cancel'),
    body: { note },
    ...waiting(waitSeconds),
    reads: OperationReply,
  });
  printOperation(shell, { json, operation: data });
  return judgeEnd(data, 'undone');
}
