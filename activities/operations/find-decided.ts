import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { checkSameContent } from './decision-content.ts';
import { hasDecisionId } from './decision-id.ts';
import { DecisionRow, type Said } from './decision-rows.ts';

/**
 * The decisions under a key, about whichever operations, oldest first. Throws `conflict` when one of them is by another person or
 * decides otherwise.
 */
export async function findDecided(
  ctx: Context,
  { scope, key, said }: { scope: Scope; key: string; said: Omit<Said, 'id'> },
): Promise<DecisionRow[]> {
  const rows = await readUnder(ctx, { organizationId: scope.organizationId, key });
  for (const row of rows) checkSameContent(row, said);
  return rows;
}

async function readUnder(
  { db }: Context,
  { organizationId, key }: { organizationId: string; key: string },
): Promise<DecisionRow[]> {
  try {
    const rows: unknown[] = await db('operation_decisions as decision')
      .where({ 'decision.organization_id': organizationId })
      .whereRaw(hasDecisionId('decision.organization_id', 'decision.operation_id'), [key])
      .orderBy(['decision.asked_at', 'decision.operation_id'])
      .select('decision.*');
    return rows.map((row) => DecisionRow.parse(row));
  } catch (error) {
    throw databaseFault(error);
  }
}
