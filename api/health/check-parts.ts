import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';

import type { Context } from '../../activities/context/context.ts';

const PATIENCE_MS = 1_500;
const KEPT_MS = 1_000;

/** What one part of the installation said, and what to do when it does not answer. */
export interface PartState {
  readonly name: 'database' | 'temporal' | 'redis';
  readonly state: 'up' | 'down';
  /** Without it nothing works; without the others less does. */
  readonly needed: boolean;
  readonly remedy: string | null;
}

interface Part extends Pick<PartState, 'name' | 'needed'> {
  readonly remedy: string;
  ask(): Promise<unknown>;
}

const partsOf = (ctx: Context, temporal: Client): Part[] => [
  {
    name: 'database',
    needed: true,
    remedy: 'Start MariaDB, or correct DATABASE_URL.',
    ask: async () => {
      await ctx.db.raw('SELECT 1');
    },
  },
  {
    name: 'temporal',
    needed: true,
    remedy: 'Start the Temporal server, or correct TEMPORAL_ADDRESS.',
    ask: () => temporal.withDeadline(Date.now() + PATIENCE_MS, () => temporal.workflowService.getSystemInfo({})),
  },
  {
    name: 'redis',
    needed: false,
    remedy: 'Start Redis, or correct REDIS_URL. Until then each process counts rate limits by itself.',
    ask: () => ctx.redis.ping(),
  },
];

async function stateOf(part: Part): Promise<PartState> {
  const given = new AbortController();
  const late = sleep(PATIENCE_MS, 'late' as const, { signal: given.signal }).catch(() => 'late' as const);
  const asked = part.ask().then(
    () => 'up' as const,
    () => 'down' as const, // why it does not answer stands in the log of the part itself
  );
  const state = (await Promise.race([asked, late])) === 'up' ? 'up' : 'down';
  given.abort();
  return { name: part.name, needed: part.needed, state, remedy: state === 'up' ? null : part.remedy };
}

const kept = new WeakMap<Context, { untilMs: number; states: Promise<PartState[]> }>();

/** Asks every part, each within 1.5 s. The answer is kept for a second, so that probes cost nothing. */
export function checkParts(ctx: Context, temporal: Client): Promise<PartState[]> {
  const known = kept.get(ctx);
  if (known !== undefined && performance.now() < known.untilMs) return known.states;
  const states = Promise.all(partsOf(ctx, temporal).map(stateOf));
  kept.set(ctx, { untilMs: performance.now() + KEPT_MS, states });
  return states;
}
