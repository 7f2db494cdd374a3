import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Field } from '../../domain/documents/fields.ts';
import { definitionOf } from '../../domain/documents/registry.ts';
import { Fault, type FieldFault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Row, Tx } from '../context/database/tx.ts';
import type { Plain } from './stored-form.ts';

interface Link {
  pointer: string;
  to: string;
  name: string;
}

const linksOf = (fields: [string, Field][], values: Plain, at: string): Link[] =>
  fields.flatMap(([key, field]) => {
    const value = values[key];
    if (field.kind === 'link' && typeof value === 'string')
      return [{ pointer: `${at}/${key}`, to: field.to, name: value }];
    if (field.kind === 'rows' && Array.isArray(value)) {
      return value.flatMap((row: Plain, index) =>
        linksOf(Object.entries(field.fields), row, `${at}/${key}/${String(index)}`),
      );
    }
    return [];
  });

interface Written {
  values: Plain;
  /** The fields that are new or changed: only their links are looked up, so that a paper keeps what it said when it was made. */
  changed: readonly string[];
}

/**
 * Looks every link that is written up in the organization, keeps what is linked from changing, and answers the values with the
 * fields that are fetched along those links. Throws `not_found` naming each field whose document is not there; another
 * organization's is not there.
 */
export async function resolveLinks(
  tx: Tx,
  definition: DocumentDefinition,
  { values, changed }: Written,
): Promise<Plain> {
  const written = Object.entries(definition.fields).filter(([key]) => changed.includes(key));
  const links = linksOf(written, values, '');
  const targets = new Map<string, Row | undefined>();
  // In one order for all writers, so that two of them cannot wait for each other.
  const keys = [...new Set(links.map(({ to, name }) => `${to}\n${name}`))].sort();
  for (const key of keys) {
    const [to = '', name = ''] = key.split('\n');
    targets.set(key, await tx.shareRow(definitionOf(to).table, { name }));
  }
  const missing: FieldFault[] = links
    .filter(({ to, name }) => targets.get(`${to}\n${name}`) === undefined)
    .map(({ pointer, to }) => ({ pointer, detail: `No ${nounOf({ doctype: to })} has this name` }));
  if (missing.length > 0) {
    throw new Fault('not_found', missing.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), {
      fields: missing,
    });
  }

  const fetched = Object.entries(definition.fields).flatMap(([key, field]) => {
    if (field.kind !== 'fetched' || !changed.includes(field.from)) return [];
    const link = definition.fields[field.from];
    const name = values[field.from];
    if (link?.kind !== 'link' || typeof name !== 'string') return [[key, null] as const];
    return [[key, targets.get(`${link.to}\n${name}`)?.[field.field] ?? null] as const];
  });
  return { ...values, ...Object.fromEntries(fetched) };
}
