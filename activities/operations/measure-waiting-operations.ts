import { Gauge } from 'prom-client';
import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';
import { WAITS } from '../../domain/operation-groups.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { fromSqlInstant } from '../context/database/tx.ts';

const KEPT_MS = 15_000;

const Waiting = z.object({
  kind: z.string(),
  status: z.string(),
  count: z.number(),
  since: z.string().transform(fromSqlInstant),
});
type Waiting = z.infer<typeof Waiting>;

/**
 * Adds, to what the process tells of itself, how many operations of all organizations wait for a person, and since when the
 * oldest does. Asked of the database when somebody looks, every 15 s at most; while it does not answer there is no value.
 */
export function measureWaitingOperations(ctx: Pick<Context, 'db' | 'metrics' | 'now'>): void {
  let kept: { untilMs: number; waiting: Promise<Waiting[]> } | undefined = undefined;
  const ask = (): Promise<Waiting[]> => {
    if (kept === undefined || performance.now() >= kept.untilMs) {
      kept = { untilMs: performance.now() + KEPT_MS, waiting: waitingOperations(ctx).catch(noneWhileAway) };
    }
    return kept.waiting;
  };
  const registers = [ctx.metrics.registry];
  new Gauge({
    name: 'operations_waiting',
    help: 'Operations that wait for a person, by kind and status.',
    labelNames: ['type', 'status'],
    registers,
    async collect() {
      const waiting = await ask();
      this.reset();
      for (const { kind, status, count } of waiting) this.set({ type: kind, status }, count);
    },
  });
  new Gauge({
    name: 'operations_waiting_oldest_seconds',
    help: 'How long the oldest operation has waited for a person, by kind and status.',
    labelNames: ['type', 'status'],
    registers,
    async collect() {
      const waiting = await ask();
      this.reset();
      for (const { kind, status, since } of waiting) {
        this.set({ type: kind, status }, (ctx.now().getTime() - Date.parse(since)) / 1000);
      }
    },
  });
}

function noneWhileAway(error: unknown): [] {
  if (databaseFault(error) instanceof Fault) return [];
  throw error;
}

/**
 * Organization by organization, because that is how the index on the status is made. Over all of them, because who runs the platform
 * watches them together: counts and ages by kind leave it, and nothing of any one organization.
 */
async function waitingOperations({ db }: Pick<Context, 'db'>): Promise<Waiting[]> {
  const rows: unknown[] = await db('organizations as organization')
    .joinRaw('STRAIGHT_JOIN operations AS operation ON operation.organization_id = organization.organization_id')
    .whereIn('operation.status', WAITS)
    .whereNull('operation.resolved_at')
    .groupBy('operation.kind', 'operation.status')
    .select('operation.kind', 'operation.status')
    .count({ count: '*' })
    .min({ since: 'operation.changed_at' });
  return rows.map((row) => Waiting.parse(row));
}
