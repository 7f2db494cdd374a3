import type { Doc, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import { uniqueKeys } from '../../domain/documents/unique-keys.ts';
import { isDuplicate } from '../context/database/database-error.ts';
import type { Tx } from '../context/database/tx.ts';
import { differing } from './differing.ts';
import { changeDocument } from './document-rows.ts';
import { prepareValues } from './prepare-values.ts';
import { asDoc, type Plain } from './stored-form.ts';

/** Writes what differs, with its log row, under the version that was locked. The ways to change a document share it. */
export async function writeChanges<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { document, changes, operation }: { document: Doc<D>; changes: Values<D>; operation: 'update' | 'cancel' | 'adopt' },
): Promise<Doc<D>> {
  const before: Plain = Object.fromEntries(
    Object.keys(definition.fields).map((key) => [key, Reflect.get(document, key)]),
  );
  const after = await prepareValues(tx, definition, { values: { ...before, ...changes }, before });
  const changed = differing(before, after);
  if (changed.length === 0 && operation !== 'cancel') return document;

  const fixed = changed.filter((key) =>
    operation === 'adopt' ? before[key] !== null : definition.fields[key]?.setOnce === true,
  );
  if (fixed.length > 0)
    throw new Fault(
      'conflict',
      `${fixed.join(', ')} of ${nounOf(definition)} ${document.name} cannot be changed once set`,
    );

  const head = operation === 'cancel' ? { docstatus: 'cancelled' as const } : {};
  const values = Object.fromEntries(changed.map((key) => [key, after[key]]));
  try {
    await changeDocument(tx, definition, { name: document.name, version: document.version, head, values });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Fault(
      'conflict',
      `Another ${nounOf(definition)} already has the same ${uniqueKeys(definition).join(', or ')}`,
    );
  }
  const log = changed.map((key): [string, [unknown, unknown] | null] => [
    key,
    definition.fields[key]?.unlogged === true ? null : [before[key], after[key]],
  ]);
  tx.logChange({
    doctype: definition.doctype,
    name: document.name,
    operation: operation === 'adopt' ? 'update' : operation,
    changes: Object.fromEntries(log),
  });
  return asDoc(definition, {
    ...document,
    ...after,
    ...head,
    version: document.version + 1,
    modified_at: tx.at,
    modified_by: tx.scope.actor,
  });
}
