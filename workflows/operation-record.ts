import {
  CancellationScope,
  log,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

import type { OperationActivities } from '../activities/operations/activities.ts';
import type { OperationInput, OperationReport, OperationRun, OperationStatus } from '../domain/operation.ts';
import { PROJECTION } from './activity-options.ts';
import { describeReport } from './describe-report.ts';
import { FAILED_STEP, report as reportQuery, SAGA_STATE } from './messages.ts';

const { recordOperation } = proxyLocalActivities<OperationActivities>(PROJECTION);

/** What a run is, beside its input. */
export type OperationIdentity = Pick<OperationRun, 'kind' | 'doctype'>;

export interface OperationRecord {
  readonly run: OperationRun;
  readonly report: OperationReport;
  /** Shows the report, as it is now, on the run's page. */
  show(): void;
  /** Enters a state: shown, searchable and written. Never fails, and is never cut short by a cancellation. */
  enter(status: OperationStatus): Promise<void>;
}

/** Opens the report of this run: answered by query, shown live, written to the operation's rows. */
export function openRecord({ kind, doctype, input }: OperationIdentity & { input: OperationInput }): OperationRecord {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const { organizationId, name, requestedBy } = input;
  const run = { organizationId, kind, doctype, name, workflowId, runId: firstExecutionRunId, requestedBy };
  const report: OperationReport = { status: 'running', steps: [] };
  // As it stands from the start of the run: only what differs costs an event.
  let known = 'running:';
  setHandler(reportQuery, () => report);

  const show = () => {
    setCurrentDetails(describeReport(report));
  };
  const enter = async (status: OperationStatus) => {
    report.status = status;
    show();
    const failedStep = report.failedStep ?? null;
    const state = `${status}:${failedStep ?? ''}`;
    if (state !== known) {
      upsertSearchAttributes([
        { key: SAGA_STATE, value: status },
        { key: FAILED_STEP, value: failedStep },
      ]);
    }
    known = state;
    try {
      await CancellationScope.nonCancellable(() => recordOperation({ run, report }));
    } catch {
      // The rows follow the run and never lead it: what is refused here for good is healed from the run later.
      log.warn('the rows of the operation could not be written', { status });
    }
  };
  return { run, report, show, enter };
}
