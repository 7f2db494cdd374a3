import type { Knex } from 'knex';

import type { Context } from '../../activities/context/context.ts';
import { connectDatabase } from '../../activities/context/database/connect.ts';

/** A database in which no migration ever ran, beside this Jest worker's own, for the tests of one file. */
export function emptyDatabase(ctx: Context): Knex {
  const url = new URL(ctx.config.DATABASE_URL);
  const name = `${url.pathname.slice(1)}_empty`;
  url.pathname = `/${name}`;
  const db = connectDatabase({ ...ctx.config, DATABASE_URL: url.href }, ctx.log);
  beforeAll(async () => {
    await ctx.db.raw('DROP DATABASE IF EXISTS ??', [name]);
    await ctx.db.raw('CREATE DATABASE ??', [name]);
  });
  afterAll(async () => {
    await db.raw('DROP DATABASE ??', [name]);
    await db.destroy();
  });
  return db;
}
