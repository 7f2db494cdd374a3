import { z } from 'zod';

import { OPERATION_STATUS, type OperationStatus } from '../../domain/operation.ts';
import { successByKind, type DayCount, type KindSuccess } from '../../domain/operation-figures.ts';
import { DID_NOT_COMPLETE, WAITS } from '../../domain/operation-groups.ts';
import type { Scope } from '../../domain/scope.ts';
import { addDays } from '../../domain/time.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { toSqlInstant } from '../context/database/tx.ts';
import { selectOperations } from './select-operations.ts';

const DAY_MS = 24 * 3_600_000;
const SUCCESS_DAYS = 7;

export type ShownStatus = OperationStatus | 'resolved';

export interface Figures {
  lastDay: { kind: string; total: number; needsPerson: number; byStatus: Record<ShownStatus, number> }[];
  success: KindSuccess[];
}

/**
 * How the organization's operations of the last 24 hours stand, and how those of the last seven UTC days went, by kind: each from
 * one query over those on documents that the caller may read.
 */
export async function getFigures(ctx: Context, { scope }: { scope: Scope }): Promise<Figures> {
  try {
    const [lastDay, success] = await Promise.all([lastDayOf(ctx, scope), successOf(ctx, scope)]);
    return { lastDay, success };
  } catch (error) {
    throw databaseFault(error);
  }
}

const COUNTS = {
  running: z.number(),
  compensating: z.number(),
  parked: z.number(),
  completed: z.number(),
  compensated: z.number(),
  compensation_failed: z.number(),
  cancelled: z.number(),
  failed: z.number(),
  resolved: z.number(),
} satisfies Record<ShownStatus, z.ZodNumber>;
const ByStatus = z.object(COUNTS);
const LastDay = z.object({ kind: z.string(), total: z.number(), needsPerson: z.number() });
const Day = z.object({
  kind: z.string(),
  day: z.string(),
  started: z.number(),
  completed: z.number(),
  ended: z.number(),
}) satisfies z.ZodType<DayCount>;

const anyOf = (statuses: readonly OperationStatus[]): string => statuses.map(() => '?').join(', ');

async function lastDayOf(ctx: Context, scope: Scope): Promise<Figures['lastDay']> {
  const { db } = ctx;
  const since = new Date(ctx.now().getTime() - DAY_MS).toISOString();
  const rows: unknown[] = await selectOperations(ctx, { scope, filters: {} })
    .where('started_at', '>=', toSqlInstant(since))
    .groupBy('kind')
    .orderBy('kind')
    .select(
      'kind',
      db.raw('COUNT(*) AS total'),
      db.raw(`SUM(resolved_at IS NULL AND status IN (${anyOf(WAITS)})) AS needsPerson`, [...WAITS]),
      db.raw('SUM(resolved_at IS NOT NULL) AS resolved'),
      ...OPERATION_STATUS.map((status) => db.raw('SUM(resolved_at IS NULL AND status = ?) AS ??', [status, status])),
    );
  return rows.map((row) => ({ ...LastDay.parse(row), byStatus: ByStatus.parse(row) }));
}

async function successOf(ctx: Context, scope: Scope): Promise<KindSuccess[]> {
  const { db } = ctx;
  const today = ctx.now().toISOString().slice(0, 10);
  const ended = ['completed', ...DID_NOT_COMPLETE] as const;
  const rows: unknown[] = await selectOperations(ctx, { scope, filters: {} })
    .where('started_at', '>=', addDays(today, 1 - SUCCESS_DAYS))
    .groupByRaw('kind, DATE(started_at)')
    .select(
      'kind',
      db.raw('DATE(started_at) AS day'),
      db.raw('COUNT(*) AS started'),
      db.raw("SUM(status = 'completed') AS completed"),
      db.raw(`SUM(status IN (${anyOf(ended)})) AS ended`, [...ended]),
    );
  const counts = rows.map((row) => Day.parse(row));
  return successByKind(counts, { today, days: SUCCESS_DAYS });
}
