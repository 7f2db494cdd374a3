import { createHash } from 'node:crypto';

import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';

const Position = z.strictObject({ list: z.string(), after: z.tuple([z.union([z.string(), z.number()]), z.string()]) });

/** Where a page ended: the sorted value and the name of its last row. */
export type After = [string | number, string];

/** Says which list a cursor belongs to: organization, type, filters and sort. A cursor of another list is refused. */
export const listIdentity = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

export const writeCursor = (list: string, after: After): string =>
  Buffer.from(JSON.stringify({ list, after })).toString('base64url');

/** Throws `invalid` for anything that `writeCursor` did not write for this list. */
export function readCursor(list: string, cursor: string): After {
  const refuse = () =>
    new Fault('invalid', 'The cursor does not belong to this list. Start again without a cursor.', {
      unread: true,
      fields: [{ pointer: 'cursor', detail: 'Is not a cursor of this list with these filters and this sort' }],
    });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse(); // no JSON: the caller made it up
  }
  const position = Position.safeParse(parsed);
  if (!position.success || position.data.list !== list) throw refuse();
  return position.data.after;
}
