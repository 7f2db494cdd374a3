import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { definitionOf } from '../../domain/documents/registry.ts';
import type { Tx } from '../context/database/tx.ts';
import { fromColumns, type Plain } from './stored-form.ts';

/**
 * The values of a new document with what it takes from documents that it links to, wherever nothing was given. What is linked is
 * kept from changing until the commit; a link to nothing gives nothing, and is refused later.
 */
export async function takeDefaults(tx: Tx, definition: DocumentDefinition, values: Plain): Promise<Plain> {
  const taken = { ...values };
  const targets = new Map<string, Plain>();
  for (const [key, { defaultFrom }] of Object.entries(definition.fields)) {
    if (defaultFrom === undefined || (values[key] ?? null) !== null) continue;
    const link = definition.fields[defaultFrom.link];
    const name = values[defaultFrom.link];
    if (link?.kind !== 'link' || typeof name !== 'string') continue;
    const target = targets.get(defaultFrom.link) ?? (await readTarget(tx, definitionOf(link.to), name));
    targets.set(defaultFrom.link, target);
    taken[key] = target[defaultFrom.field] ?? null;
  }
  return taken;
}

async function readTarget(tx: Tx, definition: DocumentDefinition, name: string): Promise<Plain> {
  const row = await tx.shareRow(definition.table, { name });
  return row === undefined ? {} : fromColumns(definition, row);
}
