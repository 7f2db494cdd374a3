import type { Doc, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { writeChanges } from './write-changes.ts';

/**
 * Fills in what a submitted paper left empty, such as the step key of the operation that takes it over; what it says stays.
 * Values that are already so change nothing. Throws `conflict` for a paper that is not submitted, or a field that is not empty.
 */
export async function adoptDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { document, changes }: { document: Doc<D>; changes: Values<D> },
): Promise<Doc<D>> {
  checkRight(definition, tx.scope, 'write');
  if (document.docstatus !== 'submitted')
    throw new Fault('conflict', `${nounOf(definition)} ${document.name} is ${document.docstatus}, not submitted`);
  return writeChanges(tx, definition, { document, changes, operation: 'adopt' });
}
