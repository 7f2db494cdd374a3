import { z } from 'zod';

import type { Context } from '../../activities/context/context.ts';

const ChangeRow = z.object({
  seq: z.number(),
  doctype: z.string(),
  name: z.string(),
  operation: z.string(),
  changes: z.string().transform((stored): unknown => JSON.parse(stored)),
  actor: z.string(),
  cause: z.string().nullable(),
  at: z.string(),
});
type ChangeRow = z.infer<typeof ChangeRow>;

/** The change log of an organization, in its order. */
export async function changesOf(ctx: Context, organizationId: string): Promise<ChangeRow[]> {
  const rows: unknown[] = await ctx
    .db('document_changes')
    .where({ organization_id: organizationId })
    .orderBy('seq')
    .select();
  return rows.map((row) => ChangeRow.parse(row));
}

/** Everything an organization has stored, as one text: equal before and after means that nothing was written. */
export async function everythingOf(ctx: Context, organizationId: string): Promise<string> {
  const [tables] = await ctx.db.raw<readonly [{ name: string }[], unknown]>(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name = 'organization_id' ORDER BY table_name",
  );
  const contents: string[] = [];
  for (const { name } of tables) {
    const rows: unknown[] = await ctx.db(name).where({ organization_id: organizationId }).select();
    contents.push(`${name}: ${JSON.stringify(rows)}`);
  }
  return contents.join('\n');
}
