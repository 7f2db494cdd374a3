import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';

/** Up to `limit` organizations by id, those after `after`: ids only, for work that is then done in each organization by itself. */
export async function listOrganizationIds(
  ctx: Context,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  try {
    const rows: { organization_id: string }[] = await ctx
      .db('organizations')
      .where('organization_id', '>', after)
      .orderBy('organization_id')
      .limit(limit)
      .select('organization_id');
    return rows.map(({ organization_id }) => organization_id);
  } catch (error) {
    throw databaseFault(error);
  }
}
