import { createHash } from 'node:crypto';

import { comment } from '../../domain/documents/comment.ts';
import { operationComment, situationOf } from '../../domain/operation-comment.ts';
import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import type { Tx } from '../context/database/tx.ts';
import { createDocument } from '../documents/create-document.ts';

/** Of the hash of a situation: with the id it fits the key's column. */
const KEY_LENGTH = 32;

/**
 * Tells those who read the document how an operation on it stands, where it did not just complete: once for each step and code of
 * problem that it waits for, and once at its end; `openedAgain`: also when it goes on although it was thought to have ended. A repeat
 * of the report says nothing again, nor does waiting again for the same.
 */
export async function commentOnOperation(
  tx: Tx,
  { run, report, openedAgain }: { run: OperationRun; report: OperationReport; openedAgain: boolean },
): Promise<void> {
  const id = operationId(run.workflowId, run.runId);
  const cancelledBy = report.status === 'cancelled' ? await whoCancelled(tx, id) : undefined;
  const content = operationComment({ ...run, id, cancelledBy, openedAgain }, report);
  if (content === null) return;
  const situation = situationOf(report);
  // It may have been in the same situation before it was thought to have ended.
  const told = openedAgain ? `${situation}${tx.at}` : situation;
  const dartwing_key = `${id}/${createHash('sha256').update(told).digest('hex').slice(0, KEY_LENGTH)}`;
  // The operation's row is locked, so nobody else writes this comment meanwhile.
  if ((await tx.lockRow(comment.table, { dartwing_key })) !== undefined) return;
  await createDocument(tx, comment, {
    values: {
      reference_doctype: run.doctype,
      reference_name: run.name,
      comment_type: 'operation',
      content,
      operation: id,
      dartwing_key,
    },
  });
}

async function whoCancelled(tx: Tx, id: string): Promise<string | undefined> {
  const asked = await tx.lockRows('operation_decisions', { operation_id: id, action: 'cancel' }, 'asked_at');
  const heard = asked.findLast(({ state }) => state !== 'refused');
  return heard === undefined ? undefined : String(heard['actor']);
}
