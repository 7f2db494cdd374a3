import type { Doc, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { writeChanges } from './write-changes.ts';

/**
 * Changes fields of a document that `lockDocument` answered, and logs old and new values. Values that are already so change
 * nothing: no version, no log row. Throws `conflict` for a submitted or cancelled paper, or a field that is set once.
 */
export async function updateDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { document, changes }: { document: Doc<D>; changes: Values<D> },
): Promise<Doc<D>> {
  checkRight(definition, tx.scope, 'write');
  if (document.docstatus !== 'draft')
    throw new Fault(
      'conflict',
      `${nounOf(definition)} ${document.name} is ${document.docstatus} and cannot be changed`,
    );
  return writeChanges(tx, definition, { document, changes, operation: 'update' });
}
