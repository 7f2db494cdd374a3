import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Context } from '../context/context.ts';
import { readPage, type PageInput } from './read-page.ts';
import { asDoc } from './stored-form.ts';

export type ListInput<D extends DocumentDefinition> = Omit<PageInput<D>, 'fields'>;

/** One page of the organization's documents, newest first unless sorted otherwise, and the cursor of the next page or null. */
export async function listDocuments<D extends DocumentDefinition>(
  ctx: Context,
  input: ListInput<D>,
): Promise<{ data: Doc<D>[]; nextCursor: string | null }> {
  const { data, nextCursor } = await readPage(ctx, input);
  return { data: data.map((plain) => asDoc(input.definition, plain)), nextCursor };
}
