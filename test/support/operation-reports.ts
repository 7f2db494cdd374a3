import { randomUUID } from 'node:crypto';

import type { Context } from '../../activities/context/context.ts';
import { getOperation } from '../../activities/operations/get-operation.ts';
import { recordOperation } from '../../activities/operations/record-operation.ts';
import { recordStep } from '../../activities/operations/record-step.ts';
import type { OperationReport, OperationStatus, StepReport } from '../../domain/operation.ts';
import { operationId } from '../../domain/operation-id.ts';
import type { StepRecord } from '../../domain/operation-step.ts';
import { anOrganization } from './organizations.ts';

/** An operation on a job, as a workflow reports it. */
export async function anOperation(ctx: Context, start: string) {
  const { organizationId, scope } = await anOrganization(ctx);
  const name = 'JOB-2026-00012';
  const workflowId = `complete-job:${organizationId}:${name}`;
  const runId = randomUUID();
  const id = operationId(workflowId, runId);
  const run = {
    organizationId,
    kind: 'complete-job',
    doctype: 'dispatch_job',
    name,
    workflowId,
    runId,
    requestedBy: scope.actor,
  };
  const step = (step: string, over: Partial<StepReport> = {}): StepReport => ({
    step,
    status: 'success',
    key: `${workflowId}/${runId}/${step}`,
    decisions: [],
    ...over,
  });
  const report = (status: OperationStatus, over: Partial<OperationReport> = {}) =>
    recordOperation(ctx, { run, report: { status, steps: [], ...over } });
  const project = (over: Partial<StepRecord> & { step: string }) =>
    recordStep(ctx, {
      organizationId,
      workflowId,
      runId,
      activityId: over.step,
      key: `${workflowId}/${runId}/${over.step}`,
      phase: 'do',
      attempt: 1,
      status: 'running',
      at: start,
      ...over,
    });
  const stored = () => getOperation(ctx, { scope, id });
  const storedStep = async (wanted: string) => {
    const found = (await stored()).steps.find(({ step_name }) => step_name === wanted);
    if (found === undefined) throw new Error(`No step ${wanted}`);
    return found;
  };
  return { organizationId, scope, run, id, step, report, project, stored, storedStep };
}
