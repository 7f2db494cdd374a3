import type { Doc, DocStatus, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { seriesName, seriesParts } from '../../domain/documents/naming-series.ts';
import { uniqueKeys } from '../../domain/documents/unique-keys.ts';
import { DocumentName } from '../../domain/documents/schema-of.ts';
import { Fault } from '../../domain/errors.ts';
import { localDate } from '../../domain/time.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import { isDuplicate } from '../context/database/database-error.ts';
import type { Tx } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { insertDocument } from './document-rows.ts';
import { prepareValues } from './prepare-values.ts';
import { asDoc, type Plain } from './stored-form.ts';
import { takeDefaults } from './take-defaults.ts';

async function nameFor(tx: Tx, definition: DocumentDefinition, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (DocumentName.safeParse(given).success) return given;
    throw new Fault('invalid', `The name of a ${nounOf(definition)} is one line of 1 to 140 characters`);
  }
  if (definition.series === null) throw new Fault('invalid', `A ${nounOf(definition)} needs a name of its own`);
  const parts = seriesParts(definition.series, await localYear(tx, definition.series));
  return seriesName(parts, await tx.nextNumber(parts.prefix));
}

/** The year where the organization is, which is also the year of the dates on its papers. */
async function localYear(tx: Tx, series: string): Promise<number> {
  const organization = series.includes('.YYYY.') ? await tx.shareRow('organizations', {}) : undefined;
  return Number(localDate(new Date(tx.at), String(organization?.['time_zone'] ?? 'UTC')).slice(0, 4));
}

/**
 * Creates a document: checks the right, fills defaults and fetched fields, validates, names it by its series, writes it and logs
 * the change, all in the transaction. Throws `conflict` when a unique field or the given name is taken.
 */
export async function createDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { values, name, docstatus = 'draft' }: { values: Values<D>; name?: string; docstatus?: DocStatus },
): Promise<Doc<D>> {
  checkRight(definition, tx.scope, 'create');
  if (docstatus === 'submitted') checkRight(definition, tx.scope, 'submit');
  const given = await takeDefaults(tx, definition, values);
  const whole = await prepareValues(tx, definition, { values: given, before: null });
  const newName = await nameFor(tx, definition, name);
  try {
    await insertDocument(tx, definition, { name: newName, head: { docstatus }, values: whole });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Fault(
      'conflict',
      `There is already a ${nounOf(definition)} with the same ${['name', ...uniqueKeys(definition)].join(', or ')}`,
    );
  }
  tx.logChange({
    doctype: definition.doctype,
    name: newName,
    operation: 'create',
    changes: firstValues(definition, whole),
  });
  if (docstatus === 'submitted')
    tx.logChange({ doctype: definition.doctype, name: newName, operation: 'submit', changes: {} });
  const { organizationId: organization_id, actor } = tx.scope;
  const head = {
    organization_id,
    name: newName,
    version: 1,
    docstatus,
    created_at: tx.at,
    created_by: actor,
    modified_at: tx.at,
    modified_by: actor,
  };
  return asDoc(definition, { ...head, ...whole });
}

function firstValues(definition: DocumentDefinition, values: Plain): Record<string, [unknown, unknown] | null> {
  const given = Object.entries(values).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(
    given.map(([key, value]) => [key, definition.fields[key]?.unlogged === true ? null : [null, value]]),
  );
}
