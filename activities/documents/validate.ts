import type { z } from 'zod';

import { Fault } from '../../domain/errors.ts';
import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { storedSchemaOf } from '../../domain/documents/schema-of.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Plain } from './stored-form.ts';

const schemas = new Map<string, z.ZodType>();

function schemaOf(definition: DocumentDefinition): z.ZodType {
  const known = schemas.get(definition.doctype);
  if (known !== undefined) return known;
  const schema = storedSchemaOf(definition);
  schemas.set(definition.doctype, schema);
  return schema;
}

/** Throws `invalid`, naming each field and rule but no value, unless the values make a whole document of the type. */
export function validate(definition: DocumentDefinition, values: Plain): void {
  const parsed = schemaOf(definition).safeParse(values);
  if (parsed.success) return;
  const fields = parsed.error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    detail: issue.message,
  }));
  throw new Fault(
    'invalid',
    `The ${nounOf(definition)} is not valid: ${fields.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`,
    { fields },
  );
}
