import { proxyActivities } from '@temporalio/workflow';

import type { HealingActivities } from '../../activities/operations/activities.ts';
import { HEAL_ROWS } from '../activity-options.ts';

export interface HealOperationsInput {
  /** How many operations are asked about in one go. */
  batch: number;
}

/** How many operations had been silent, and what came of them. */
export interface HealOperationsResult {
  silent: number;
  healed: number;
  /** Could not be asked or written this time; the next run tries again. */
  failed: number;
}

const { findOrganizationsToHeal, findSilentOperations, healSilentOperations } =
  proxyActivities<HealingActivities>(HEAL_ROWS);

/**
 * Heals the rows of operations that have been silent for long from what Temporal says of their runs: one organization after the
 * other, each in batches, the longest silent first.
 */
export async function healOperations({ batch }: HealOperationsInput): Promise<HealOperationsResult> {
  const sum: HealOperationsResult = { silent: 0, healed: 0, failed: 0 };
  for (let after: string | null = ''; after !== null;) {
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- it only reads
    const found: Awaited<ReturnType<typeof findOrganizationsToHeal>> = await findOrganizationsToHeal({ after });
    for (const organizationId of found.organizationIds) await healOne(organizationId, { batch, sum });
    after = found.next;
  }
  return sum;
}

async function healOne(
  organizationId: string,
  { batch, sum }: HealOperationsInput & { sum: HealOperationsResult },
): Promise<void> {
  type Silent = Awaited<ReturnType<typeof findSilentOperations>>;
  for (let after: Silent['next'] = null, more = true; more; more = after !== null) {
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- it only reads
    const found: Silent = await findSilentOperations({ organizationId, after, limit: batch });
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- what is healed is right, or closed, the second time
    const results = await healSilentOperations({ organizationId, ids: found.ids });
    sum.silent += results.length;
    sum.healed += results.filter(({ outcome }) => outcome === 'healed').length;
    sum.failed += results.filter(({ outcome }) => outcome !== 'healed' && outcome !== 'right').length;
    after = found.next;
  }
}
