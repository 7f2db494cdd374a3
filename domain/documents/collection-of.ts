import type { DocumentDefinition } from './define-document.ts';

/** The collection of a type in the API, `/v1/<collection>`; null for a type that has no routes of the common kind. */
export const collectionOf = ({ collection, table }: DocumentDefinition): string | null =>
  collection === undefined ? table.replaceAll('_', '-') : collection;
