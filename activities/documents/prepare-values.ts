import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import { ruleFaults } from '../../domain/documents/rule-faults.ts';
import { stateFaults } from '../../domain/documents/state-faults.ts';
import { Fault, type FaultCode, type FieldFault } from '../../domain/errors.ts';
import type { Tx } from '../context/database/tx.ts';
import { completeValues } from './complete-values.ts';
import { differing } from './differing.ts';
import { resolveLinks } from './resolve-links.ts';
import type { Plain } from './stored-form.ts';
import { validate } from './validate.ts';

/**
 * All fields of a document as they will be stored: completed, validated, with what is fetched along links and computed. Throws
 * `invalid` for values that break a rule, `not_found` for a link to nothing, and `conflict` for a state that cannot follow `before`.
 */
export async function prepareValues(
  tx: Tx,
  definition: DocumentDefinition,
  { values, before }: { values: Plain; before: Plain | null },
): Promise<Plain> {
  const complete = completeValues(definition, values);
  validate(definition, complete);
  const changed = before === null ? Object.keys(complete) : differing(before, complete);
  const linked = await resolveLinks(tx, definition, { values: complete, changed });
  const whole = { ...linked, ...definition.compute?.(linked) };
  if (definition.compute !== undefined) validate(definition, whole);
  refuse(definition, 'invalid', ruleFaults(definition, { values: whole, changed }));
  if (before !== null) refuse(definition, 'conflict', stateFaults(definition, before, whole));
  return whole;
}

function refuse(definition: DocumentDefinition, code: FaultCode, fields: FieldFault[]): void {
  if (fields.length === 0) return;
  const told = fields.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  throw new Fault(code, `The ${nounOf(definition)} cannot be so: ${told}`, { fields });
}
