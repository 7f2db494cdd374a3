import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Context } from '../context.ts';
import { databaseFault } from './database-error.ts';

/** What this version of the program needs, in its order. The folder does not change while a process runs. */
const NEEDED = readdirSync(join(import.meta.dirname, '../../../migrations'))
  .filter((file) => /^\d+_\w+\.ts$/.test(file))
  .sort();

const Ran = z.array(z.object({ name: z.string() }));
const NoSuchTable = z.object({ code: z.literal('ER_NO_SUCH_TABLE') });

/**
 * The migrations that the database lacks; one that is ahead of this program lacks none. Throws `unavailable` while the database
 * does not answer.
 */
export async function pendingMigrations(ctx: Pick<Context, 'db'>): Promise<string[]> {
  try {
    const ran = new Set(Ran.parse(await ctx.db('knex_migrations').select('name')).map(({ name }) => name));
    return NEEDED.filter((name) => !ran.has(name));
  } catch (error) {
    // A database in which nothing ever ran has no list of what did.
    if (NoSuchTable.safeParse(error).success) return NEEDED;
    throw databaseFault(error);
  }
}
