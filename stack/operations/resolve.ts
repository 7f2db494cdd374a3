import { operationPath } from './operation-path.ts';
import { printOperation } from './print-operation.ts';
import { OperationReply } from './replies.ts';
import { sendDecision } from './send-decision.ts';
import type { Shell } from './shell.ts';

/** Says that an operation which ended without completing is settled. */
export async function resolve(shell: Shell, { id, note }: { id: string; note: string }): Promise<number> {
  const { json, data } = await sendDecision(shell, {
    path: operationPath(id, 'resolve'),
    body: { note },
    reads: OperationReply,
  });
  printOperation(shell, { json, operation: data });
  return 0;
}
