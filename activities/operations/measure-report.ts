import { z } from 'zod';

import { isOpen, type DecisionAction, type OperationReport, type OperationStatus } from '../../domain/operation.ts';
import { toldDecisions } from '../../domain/told-report.ts';
import type { Context } from '../context/context.ts';
import type { Tx } from '../context/database/tx.ts';

/** What a report tells for the first time. */
export interface ReportNews {
  ended: OperationStatus | null;
  decisions: DecisionAction[];
}

const Stored = z.object({
  step_name: z.string(),
  decisions: z.string().transform((stored): unknown => JSON.parse(stored)),
});

/** Compares a report with the rows before it is written, so that a report that is repeated tells nothing new. */
export async function newsOf(tx: Tx, id: string, report: OperationReport): Promise<ReportNews> {
  const before = await tx.lockRow('operations', { id });
  const ended = !isOpen(report.status) && (before?.['completed_at'] ?? null) === null;
  const known = new Map<string, number>();
  if (report.steps.some((step) => step.decisions.length > 0)) {
    for (const row of await tx.lockRows('operation_steps', { operation_id: id }, 'step_name')) {
      const { step_name, decisions } = Stored.parse(row);
      known.set(step_name, toldDecisions(step_name, decisions).length);
    }
  }
  const decisions = report.steps.flatMap((step) => step.decisions.slice(known.get(step.step) ?? 0));
  return { ended: ended ? report.status : null, decisions: decisions.map(({ action }) => action) };
}

/** Counts what a report told; called once it is stored. */
export function measureReport({ metrics }: Pick<Context, 'metrics'>, type: string, news: ReportNews): void {
  if (news.ended !== null) metrics.sagaTotal.inc({ type, result: news.ended });
  for (const action of news.decisions) metrics.sagaDecisionsTotal.inc({ type, action });
}
