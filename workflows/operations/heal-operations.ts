import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';

import type { HealingActivities } from '../../activities/operations/activities.ts';
import { HEAL_ROWS } from '../activity-options.ts';
import { placeLeft, type HealingPlace } from './place-left.ts';

export interface HealOperationsInput {
  /** How many operations are asked about in one go. */
  batch: number;
  /** After how many goes a new run takes over, so that no history grows long. */
  goesPerRun: number;
  /** What the runs before this one have come to. */
  continued?: { at: HealingPlace; sum: HealingSum };
}

/** How many operations had been silent, and what came of them. */
interface HealingSum {
  silent: number;
  healed: number;
  /** Could not be asked or written this time; a later run tries again. */
  failed: number;
}

export interface HealOperationsResult extends HealingSum {
  /** Where the next run goes on, because the time was up; null when all have been looked at. */
  left: HealingPlace | null;
}

interface Progress {
  readonly input: HealOperationsInput;
  readonly sum: HealingSum;
  goes: number;
}

const { findOrganizationsToHeal, findSilentOperations, healSilentOperations } =
  proxyActivities<HealingActivities>(HEAL_ROWS);

/** What one more go may take, and one attempt of it that was lost. */
const LAST_GO_MS = 3 * 60_000;
const BEGINNING: HealingPlace = { organizationId: '', after: null };

/**
 * Heals the rows of operations that have been silent for long from what Temporal says of their runs: one organization after the
 * other, each in batches, the longest silent first. When the time is up, the next run of the schedule goes on from there.
 */
export async function healOperations(input: HealOperationsInput): Promise<HealOperationsResult> {
  const { continued } = input;
  const at = continued?.at ?? placeLeft(workflowInfo().lastResult) ?? BEGINNING;
  const sum = { ...(continued?.sum ?? { silent: 0, healed: 0, failed: 0 }) };
  const left = await healFrom(at, { input, sum, goes: 0 });
  return { ...sum, left };
}

async function healFrom(at: HealingPlace, progress: Progress): Promise<HealingPlace | null> {
  if (at.after !== null) {
    const left = await healOne(at, progress);
    if (left !== null) return left;
  }
  for (let after = at.organizationId; ;) {
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- it only reads
    const found: Awaited<ReturnType<typeof findOrganizationsToHeal>> = await findOrganizationsToHeal({ after });
    for (const organizationId of found.organizationIds) {
      const left = await healOne({ organizationId, after: null }, progress);
      if (left !== null) return left;
    }
    if (found.next === null) return null;
    after = found.next;
    const place = { organizationId: after, after: null };
    if (await isTimeUp(place, progress)) return place;
  }
}

/** Heals the organization from its beginning, or from where it was left. Where the time was up; null when it is finished. */
async function healOne({ organizationId, ...from }: HealingPlace, progress: Progress): Promise<HealingPlace | null> {
  const { input, sum } = progress;
  for (let { after } = from; ;) {
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- it only reads
    const found = await findSilentOperations({ organizationId, after, limit: input.batch });
    // eslint-disable-next-line temporal/workflow-require-idempotency-key-arg -- what is healed is right, or closed, the second time
    const results = await healSilentOperations({ organizationId, ids: found.ids });
    sum.silent += results.length;
    sum.healed += results.filter(({ outcome }) => outcome === 'healed').length;
    sum.failed += results.filter(({ outcome }) => outcome !== 'healed' && outcome !== 'right').length;
    after = found.next;
    const place = { organizationId, after };
    if (await isTimeUp(place, progress)) return place;
    if (after === null) return null;
  }
}

/** Asked after each go. A history that has grown long enough ends here, and a new run takes over. */
async function isTimeUp(at: HealingPlace, progress: Progress): Promise<boolean> {
  const { input, sum } = progress;
  const { executionExpirationTime: end } = workflowInfo();
  // Temporal-deterministic: this clock is that of the last workflow task, which a replay reads from the history.
  if (end !== undefined && end.getTime() - Date.now() < LAST_GO_MS) return true;
  progress.goes += 1;
  if (progress.goes >= input.goesPerRun)
    await continueAsNew<typeof healOperations>({ ...input, continued: { at, sum } });
  return false;
}
