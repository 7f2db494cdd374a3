import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkerStatus } from '@temporalio/worker';

import type { Context } from '../activities/context/context.ts';
import { pendingMigrations } from '../activities/context/database/pending-migrations.ts';
import type { QueuePoll } from './queue-polls.ts';

const PATIENCE_MS = 1_500;
const KEPT_MS = 1_500;
/** An idle worker asks again every 60 s, which is as long as the server holds a question open. */
const POLL_IS_OLD_MS = 90_000;

interface Running {
  getStatus(): Pick<WorkerStatus, 'runState'>;
}

/** One thing that the worker needs in order to work. */
export interface Part {
  readonly name: string;
  readonly up: boolean;
  /** What was found, for people. */
  readonly state: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly parts: readonly Part[];
}

/**
 * Answers whether the workers can work, and by which part not: the database answers with all its migrations, every worker runs,
 * and the server has lately seen each of them ask for work. What others said is kept for 1.5 s, and given within 1.5 s whatever
 * hangs; the state of this process is always that of the moment.
 */
export function createReadiness<W extends Running>(
  ctx: Pick<Context, 'db' | 'now'>,
  workers: () => readonly W[],
  polls: (worker: W) => Promise<QueuePoll[]>,
): () => Promise<Readiness> {
  let kept: { of: number; untilMs: number; answers: Promise<Part[][]> } | undefined = undefined;
  const ask = (): Promise<Part[][]> =>
    Promise.all([
      within('database', databaseState(ctx)),
      ...workers().map((worker) => within('temporal', pollState(ctx, polls(worker)))),
    ]);
  return async () => {
    const of = workers().length;
    // What was said of no workers yet says nothing of those that have started since.
    if (kept === undefined || kept.of !== of || performance.now() >= kept.untilMs) {
      kept = { of, untilMs: performance.now() + KEPT_MS, answers: ask() };
    }
    const [database = [], ...queues] = await kept.answers;
    const parts = merge([...database, processPart(workers()), ...queues.flat()]);
    return { ready: parts.every(({ up }) => up), parts };
  };
}

/** The parts that were found in time, or the one part that did not answer. */
async function within(name: string, found: Promise<Part[]>): Promise<Part[]> {
  const silent = [{ name, up: false, state: 'does not answer' }];
  const answered = new AbortController();
  const late = sleep(PATIENCE_MS, silent, { signal: answered.signal }).catch(() => silent);
  // Why it does not answer is logged where it is needed.
  const first = await Promise.race([found.catch(() => silent), late]);
  answered.abort();
  return first;
}

async function databaseState(ctx: Pick<Context, 'db'>): Promise<Part[]> {
  const pending = await pendingMigrations(ctx);
  const state = pending.length === 0 ? 'answers' : 'lacks migrations. Run `npm run db:migrate`';
  return [{ name: 'database', up: pending.length === 0, state }];
}

function processPart(workers: readonly Running[]): Part {
  const states = workers.map((worker) => worker.getStatus().runState);
  const up = states.length > 0 && states.every((state) => state === 'RUNNING');
  return { name: 'workers', up, state: states.length === 0 ? 'not started' : states.join(', ').toLowerCase() };
}

async function pollState({ now }: Pick<Context, 'now'>, asked: Promise<QueuePoll[]>): Promise<Part[]> {
  const polls = await asked;
  return [
    { name: 'temporal', up: true, state: 'answers' },
    ...polls.map(({ queue, tasks, askedAtMs, busy }) => {
      const name = `${queue} ${tasks}`;
      if (askedAtMs === undefined) return { name, up: false, state: 'never polled' };
      const agoMs = Math.max(0, now().getTime() - askedAtMs);
      const ago = `polled ${String(Math.round(agoMs / 1000))} s ago`;
      return busy ? { name, up: true, state: 'busy' } : { name, up: agoMs < POLL_IS_OLD_MS, state: ago };
    }),
  ];
}

/** One part of each name: the worst that was found of it. */
function merge(parts: readonly Part[]): Part[] {
  const byName = new Map<string, Part>();
  for (const part of parts) if (byName.get(part.name)?.up !== false) byName.set(part.name, part);
  return [...byName.values()];
}
