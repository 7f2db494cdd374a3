import { isFaultCode, type FaultCode } from '../../domain/errors.ts';
import type { HealedReport } from '../../domain/healed-report.ts';
import type { OperationRun, StepReport } from '../../domain/operation.ts';
import type { Operation } from './get-operation.ts';
import type { OperationRow, StepRow } from './operation-rows.ts';

/** The run that a row tells of. */
export const storedRun = (row: OperationRow): OperationRun => ({
  organizationId: row.organization_id,
  kind: row.kind,
  doctype: row.doctype,
  name: row.document_name,
  workflowId: row.workflow_id,
  runId: row.run_id,
  requestedBy: row.requested_by,
});

/** What the rows of an operation tell, as its run would report it. */
export const storedReport = (operation: Operation): HealedReport => ({
  status: operation.status,
  steps: operation.steps.map(storedStep),
  ...(operation.pivot_step !== null && { pivot: operation.pivot_step }),
  ...(operation.failed_step !== null && { failedStep: operation.failed_step }),
  ...codeOf(operation.error_code),
  ...(operation.error_message !== null && { error: operation.error_message }),
  ...(operation.untold && { untold: true }),
});

const storedStep = (step: StepRow): StepReport => ({
  step: step.step_name,
  status: step.status,
  key: step.step_key,
  ...(step.result !== null && { result: step.result }),
  ...codeOf(step.error_code),
  ...(step.error !== null && { error: step.error }),
  ...(step.left_behind !== null && { leftBehind: step.left_behind }),
  decisions: step.decisions,
  ...(step.allows !== null && { allows: step.allows }),
});

/** A step may also have failed by a bug, or been cut short; neither is a code that somebody can act on. */
const codeOf = (code: string | null): { errorCode?: FaultCode } => (isFaultCode(code) ? { errorCode: code } : {});
