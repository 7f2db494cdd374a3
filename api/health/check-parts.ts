import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';

import type { Context } from '../../activities/context/context.ts';
import { pendingMigrations } from '../../activities/context/database/pending-migrations.ts';

const PATIENCE_MS = 1_500;
const KEPT_MS = 1_000;

/** What one part of the installation said, and what to do when it does not answer. */
export interface PartState {
  readonly name: 'database' | 'temporal' | 'redis';
  /** `outdated`: it answers, but lacks what this version of the program needs. */
  readonly state: 'up' | 'down' | 'outdated';
  /** Without it nothing works; without the others less does. */
  readonly needed: boolean;
  readonly remedy: string | null;
}

interface Part extends Pick<PartState, 'name' | 'needed'> {
  /** What to do when it does not answer. */
  readonly remedy: string;
  readonly ask: () => Promise<Pick<PartState, 'state' | 'remedy'>>;
}

const UP = { state: 'up', remedy: null } as const;

async function askDatabase(ctx: Context): ReturnType<Part['ask']> {
  const count = (await pendingMigrations(ctx)).length;
  if (count === 0) return UP;
  const lacking = count === 1 ? 'A migration has' : `${String(count)} migrations have`;
  return { state: 'outdated', remedy: `${lacking} not run yet. Run \`npm run db:migrate\`.` };
}

const partsOf = (ctx: Context, temporal: Client): Part[] => [
  {
    name: 'database',
    needed: true,
    remedy: 'Start MariaDB, or correct DATABASE_URL.',
    ask: () => askDatabase(ctx),
  },
  {
    name: 'temporal',
    needed: false,
    remedy:
      'Start the Temporal server, or correct TEMPORAL_ADDRESS. Until then operations, such as completing a job, answer 503.',
    ask: async () => {
      await temporal.withDeadline(Date.now() + PATIENCE_MS, () => temporal.workflowService.getSystemInfo({}));
      return UP;
    },
  },
  {
    name: 'redis',
    needed: false,
    remedy: 'Start Redis, or correct REDIS_URL. Until then each process counts rate limits by itself.',
    ask: async () => {
      await ctx.redis.ping();
      return UP;
    },
  },
];

async function stateOf({ name, needed, remedy, ask }: Part): Promise<PartState> {
  const down = { state: 'down', remedy } as const;
  const given = new AbortController();
  const late = sleep(PATIENCE_MS, down, { signal: given.signal }).catch(() => down);
  const asked = ask().catch(() => down); // why it does not answer stands in the log of the part itself
  const found = await Promise.race([asked, late]);
  given.abort();
  return { name, needed, ...found };
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
