import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import { isReferenced } from '../context/database/database-error.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { removeDocument } from './document-rows.ts';

/** Removes a locked document and logs that. Throws `conflict` for a submitted paper, and for a document that others link to. */
export async function deleteDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  document: Doc<D>,
): Promise<void> {
  checkRight(definition, tx.scope, 'delete');
  if (document.docstatus === 'submitted')
    throw new Fault('conflict', `${nounOf(definition)} ${document.name} is submitted. Cancel it before deleting it.`);
  try {
    await removeDocument(tx, definition, document.name);
  } catch (error) {
    if (!isReferenced(error)) throw error;
    throw new Fault(
      'conflict',
      `Other documents link to ${nounOf(definition)} ${document.name}. Unlink or delete them before deleting it.`,
    );
  }
  tx.logChange({ doctype: definition.doctype, name: document.name, operation: 'delete', changes: {} });
}
