import { randomUUID } from 'node:crypto';

import type { Context } from '../../activities/context/context.ts';
import { recordOperation } from '../../activities/operations/record-operation.ts';
import type { OperationReport } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import type { Scope } from '../../domain/scope.ts';

type Told = Partial<OperationReport> & { name?: string; kind?: string; doctype?: string };

/** Records an operation of its own, as its run reports it; its id. */
export async function tellOperation(
  ctx: Context,
  { organizationId, actor }: Scope,
  { name = 'JOB-2026-00001', kind = 'complete-job', doctype = 'dispatch_job', ...report }: Told,
): Promise<string> {
  const workflowId = `${kind}:${organizationId}:${name}`;
  const runId = randomUUID();
  const run = { organizationId, kind, doctype, name, workflowId, runId, requestedBy: actor };
  await recordOperation(ctx, { run, report: { status: 'completed', steps: [], ...report } });
  return operationId(workflowId, runId);
}

/** As if a person had called it settled. */
export const markResolved = (ctx: Context, { organizationId, actor }: Scope, id: string): Promise<number> =>
  ctx
    .db('operations')
    .where({ organization_id: organizationId, id })
    .update({ resolved_at: '2026-11-30 08:00:00.000', resolved_by: actor, resolution: 'Billed by hand' });

/** 200,000 operations over a year, of which nineteen in twenty completed, with the steps of those that are under way. */
export async function manyOperations(ctx: Context, { organizationId }: Scope): Promise<void> {
  // In parts, so that each is done in the time of a statement.
  for (let first = 0; first < 200_000; first += 25_000)
    await ctx.db.raw(
      `INSERT INTO operations (organization_id, id, kind, doctype, document_name, workflow_id, run_id, status, failed_step,
          error_code, error_message, requested_by, started_at, changed_at, completed_at, resolved_at)
        SELECT ?, CONCAT('complete-job.JOB-', seq, '.run'), ELT(1 + seq % 7 DIV 6, 'complete-job', 'publish-schedule'),
          'dispatch_job', CONCAT('JOB-', seq DIV 2), CONCAT('complete-job:x:', seq), 'run',
          ELT(1 + LEAST(seq % 200, 10), 'running', 'compensating', 'parked', 'compensated', 'compensated',
            'failed', 'cancelled', 'compensated', 'compensated', 'compensated', 'completed'),
          IF(seq % 200 IN (2, 3, 4, 7, 8, 9), ELT(1 + seq DIV 200 % 5, 'invoice', 'timesheet', 'delivery', 'close', 'pay'), NULL),
          IF(seq % 200 IN (2, 3, 4, 5, 7, 8, 9), ELT(1 + seq DIV 200 % 3, 'misconfigured', 'conflict', 'outcome_unknown'), NULL),
          IF(seq % 200 IN (2, 3, 4, 5, 7, 8, 9), REPEAT('why ', 20), NULL), 'MEM-00001',
          @at := TIMESTAMPADD(SECOND, seq * 157, '2025-12-01 00:00:00'), @at,
          IF(seq % 200 < 3, NULL, @at), IF(seq % 200 IN (7, 8, 9), @at, NULL)
        FROM (SELECT seq + ? AS seq FROM seq_1_to_25000) AS numbers`,
      [organizationId, first],
    );
  await ctx.db.raw(
    `INSERT INTO operation_steps (organization_id, operation_id, step_name, step_key, status, phase, attempt, decisions, allows, started_at)
      SELECT organization_id, id, 'invoice', CONCAT(id, '/invoice'), IF(status = 'parked', 'failed', 'running'), 'do',
        1 + (CRC32(id) % 10 = 0), '[]', IF(status = 'parked', '["retry"]', NULL), started_at
      FROM operations WHERE organization_id = ? AND completed_at IS NULL`,
    [organizationId],
  );
  await ctx.db.raw('ANALYZE TABLE operations, operation_steps');
}
