import { z } from 'zod';

import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { filterSchemaOf, isOrdered } from '../../domain/documents/schema-of.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

const limit = z
  .string()
  .regex(/^\d{1,3}$/, 'Must be a whole number')
  .transform(Number)
  .pipe(z.int().min(1).max(MAX_LIMIT))
  .default(DEFAULT_LIMIT)
  .meta({
    description: 'How many at most.',
    // What is sent is text; clients are told what the text must say.
    override: ({ jsonSchema }) => {
      delete jsonSchema.pattern;
      Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT });
    },
    example: 20,
  });

const cursor = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .meta({ description: '`nextCursor` of the page before. It holds for the same filters and sort only.' });

/** The parameters that every list has. */
export const PAGE_PARAMETERS = { limit, cursor };

/** The parameters of a list of documents: page, sort, and the filters that the definition allows. */
export function listQueryOf(definition: DocumentDefinition) {
  const filters = (definition.filters ?? []).flatMap((key) => {
    const field = definition.fields[key];
    if (field === undefined) return [];
    const schema = filterSchemaOf(field).optional();
    const ends = isOrdered(field) ? ['[from]', '[to]'] : [];
    return ['', ...ends].map((end) => [`filter[${key}]${end}`, schema] as const);
  });
  const sort = z
    .string()
    .max(64)
    .regex(/^-?[a-z_]+$/, 'Must be a field, with `-` in front for descending')
    .optional()
    .meta({
      description:
        '`name`, `created_at`, `modified_at` or a filter field that always has a value; `-` in front: descending.',
      example: '-created_at',
    });
  return z.strictObject({ ...PAGE_PARAMETERS, sort, ...Object.fromEntries(filters) });
}

/** The filters among parsed list parameters, by field. */
export function filtersOf(query: Record<string, unknown>): Record<string, string> {
  const named = Object.entries(query).flatMap(([key, value]) => {
    const field = /^filter\[(.+)\]$/.exec(key)?.[1];
    return field === undefined || typeof value !== 'string' ? [] : [[field, value] as const];
  });
  return Object.fromEntries(named);
}

/** One page as it is described on the API page. */
export const pageOf = (item: z.ZodType) =>
  z.object({
    data: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'Null on the last page.' }),
  });

interface Page {
  readonly path: string;
  readonly query: Record<string, unknown>;
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/** Answers a page, with the address of the next one as `Link: rel="next"`. */
export function answerPage({ path, query, data, nextCursor }: Page) {
  const body = { data, nextCursor };
  if (nextCursor === null) return { status: 200, body };
  const next = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (typeof value === 'string' || typeof value === 'number') next.set(key, String(value));
  }
  next.set('cursor', nextCursor);
  return { status: 200, body, headers: { Link: `<${path}?${next.toString()}>; rel="next"` } };
}
