import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { findSilentOperations } from './find-silent-operations.ts';
import { listOrganizationIds } from './list-organization-ids.ts';

const ORGANIZATIONS_AT_ONCE = 200;

/** The actor in whose name an organization's rows are looked through. */
export const HEALING = 'heal-operations';

/**
 * Which of the next 200 organizations have silent operations, and after which organization to go on; null at the end. Each is
 * asked by itself, in its own scope: no query looks across organizations.
 */
export async function findOrganizationsToHeal(
  ctx: Context,
  { after }: { after: string },
): Promise<{ organizationIds: string[]; next: string | null }> {
  const all = await listOrganizationIds(ctx, { after, limit: ORGANIZATIONS_AT_ONCE });
  const organizationIds: string[] = [];
  for (const organizationId of all) {
    const scope = operationScope(organizationId, HEALING);
    const { ids } = await findSilentOperations(ctx, { scope, after: null, limit: 1 });
    if (ids.length > 0) organizationIds.push(organizationId);
  }
  return { organizationIds, next: all.length < ORGANIZATIONS_AT_ONCE ? null : (all.at(-1) ?? null) };
}
