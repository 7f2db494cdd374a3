import type { Doc, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { writeChanges } from './write-changes.ts';

/** Cancels a submitted paper, writing what its cancelled state says. A cancelled one stays as it is. */
export async function cancelDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { document, changes }: { document: Doc<D>; changes: Values<D> },
): Promise<Doc<D>> {
  checkRight(definition, tx.scope, 'cancel');
  if (document.docstatus === 'cancelled') return document;
  if (document.docstatus === 'draft')
    throw new Fault(
      'conflict',
      `${nounOf(definition)} ${document.name} is a draft. Delete it instead of cancelling it.`,
    );
  return writeChanges(tx, definition, { document, changes, operation: 'cancel' });
}
