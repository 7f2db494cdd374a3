import { comment, type Comment } from '../../domain/documents/comment.ts';
import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { getDocument } from './get-document.ts';
import { listDocuments } from './list-documents.ts';

interface ListCommentsInput {
  scope: Scope;
  /** The document that was commented on. */
  definition: DocumentDefinition;
  name: string;
  limit: number;
  cursor?: string | undefined;
}

/** One page of what was said about a document, newest first. Throws `not_found` when there is no such document. */
export async function listComments(
  ctx: Context,
  { scope, definition, name, limit, cursor }: ListCommentsInput,
): Promise<{ data: Comment[]; nextCursor: string | null }> {
  await getDocument(ctx, { scope, definition, name });
  const filters = { reference_doctype: definition.doctype, reference_name: name };
  return listDocuments(ctx, { scope, definition: comment, filters, limit, cursor });
}
