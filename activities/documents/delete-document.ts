import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { removeDocument } from './document-rows.ts';

/** Removes a locked document and logs that. A submitted paper must be cancelled first; what links to it must be unlinked first. */
export async function deleteDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  document: Doc<D>,
): Promise<void> {
  checkRight(definition, tx.scope, 'delete');
  if (document.docstatus === 'submitted')
    throw new Fault('conflict', `${definition.doctype} ${document.name} is submitted. Cancel it before deleting it.`);
  await removeDocument(tx, definition, document.name);
  tx.logChange({ doctype: definition.doctype, name: document.name, operation: 'delete', changes: {} });
}
