import { definitionOf } from '../../domain/documents/registry.ts';
import { Fault } from '../../domain/errors.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from '../documents/check-right.ts';
import { OperationRow } from './operation-rows.ts';

/**
 * Reads an operation in order to repair it, and keeps it from changing until the commit. Throws `not_found` also when the caller
 * may not read its document, `forbidden` when the caller may read it and no more.
 */
export async function lockOperation(tx: Tx, id: string): Promise<OperationRow> {
  const row = await tx.lockRow('operations', { id });
  const operation = row === undefined ? undefined : OperationRow.parse(row);
  const definition = operation === undefined ? undefined : definitionOf(operation.doctype);
  if (operation === undefined || definition === undefined || !mayDo(definition, tx.scope.roles, 'read'))
    throw new Fault('not_found', `There is no operation '${id}'`);
  checkRight(definition, tx.scope, 'repair');
  return operation;
}
