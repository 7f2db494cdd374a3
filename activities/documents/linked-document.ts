import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import type { Tx } from '../context/database/tx.ts';
import { shareDocument } from './share-document.ts';

/** The document that a field of the input names, shared until the commit. The refusals point to that field. */
export function linkedDocument<D extends DocumentDefinition>(
  tx: Tx,
  definition: D,
  { pointer, name }: { pointer: string; name: string | null | undefined },
): ReturnType<typeof shareDocument<D>> {
  const refuse = (code: 'invalid' | 'not_found', detail: string) =>
    new Fault(code, `${pointer}: ${detail}`, { fields: [{ pointer, detail }] });
  if (name === null || name === undefined) throw refuse('invalid', 'Is required');
  return shareDocument(tx, definition, name).catch((error: unknown) => {
    throw error instanceof Fault && error.code === 'not_found'
      ? refuse('not_found', `No ${nounOf(definition)} has this name`)
      : error;
  });
}
