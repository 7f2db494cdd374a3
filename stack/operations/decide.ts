import type { OperationsCommand } from './command.ts';
import { judgeEnd } from './judge-end.ts';
import { operationPath } from './operation-path.ts';
import { printOperation } from './print-operation.ts';
import { OperationReply } from './replies.ts';
import { chooseIdempotencyKey, sendDecision, waiting } from './send-decision.ts';
import type { Shell } from './shell.ts';

/**
 * Decides about a step that waits and tells the operation as it is then. Answers the exit code its state stands for. Repeated with
 * the same idempotency key it decides once.
 */
export async function decide(
  shell: Shell,
  { id, step, action, note, found, input, waitSeconds, idempotencyKey }: OperationsCommand & { name: 'decide' },
): Promise<number> {
  const { json, data } = await sendDecision(shell, {
    path: operationPath(id, 'decide'),
    body: { step, action, note, ...(found !== undefined && { found }), ...(input !== undefined && { input }) },
    ...waiting(waitSeconds),
    reads: OperationReply,
    idempotencyKey: chooseIdempotencyKey(idempotencyKey),
  });
  printOperation(shell, { json, operation: data });
  return judgeEnd(data, action === 'compensate' ? 'undone' : 'completed');
}
