import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';

/** The strong ETag of a document's version. */
export const etagOf = (version: number): string => `"v${String(version)}"`;

const STRONG = /^"[\x21\x23-\x7e]{0,100}"$/;
const VERSION = /^"v(\d{1,10})"$/;
/** No document has it, so a tag that we never gave is answered like an old one. */
const NO_VERSION = 0;

const tag = z
  .string()
  .max(110)
  .regex(STRONG, 'Must be one ETag as it was answered, such as "v7"')
  .transform((value) => Number(VERSION.exec(value)?.[1] ?? NO_VERSION));

const description = 'The ETag of the version that the change is based on.';

/** Changes of a document name the version they are based on. */
export const IfMatch = z.object({
  'If-Match': tag.optional().meta({ description: `${description} Without it: 428.`, example: '"v7"' }),
});

/** Steps of a life cycle may name it. */
export const OptionalIfMatch = z.object({
  'If-Match': tag.optional().meta({ description: `${description} Optional.`, example: '"v7"' }),
});

/** The version that was sent. Throws `stale` (428) without one. */
export function requireVersion(headers: z.output<typeof IfMatch>): number {
  const version = headers['If-Match'];
  if (version !== undefined) return version;
  const detail = 'Send If-Match with the ETag that you read, so that nobody else’s change is overwritten.';
  throw new Fault('stale', detail, { unread: true });
}
