import { isOpen, type OperationReport, type StepReport } from './operation.ts';

/** What Temporal says of a run. */
export interface RunTruth {
  /** Null while it goes on. */
  closedAt: string | null;
  /** Ended from outside, or by a limit of time: nothing of it will ever tell how it stands. */
  cutShort: boolean;
  /** Null when no worker is there to answer, or none that can. */
  report: OperationReport | null;
}

/** A report as rows keep it. */
export interface HealedReport extends OperationReport {
  /** Nobody told this end: it was concluded from what Temporal said. Should the run go on after all, its own word counts. */
  untold?: true;
}

const ENDED_UNTOLD =
  'The run was ended from outside, before it could tell how it stands. What it had done stays: look at the document and its papers, then mark the operation as resolved.';
const UNKNOWN_RUN =
  'Temporal does not know the run, or not any more, so how it ended is not known. Look at the document and its papers, then mark the operation as resolved.';

/**
 * What the rows of an operation must come to say that is open, or whose end nobody told, going by what Temporal says of its run; null
 * where Temporal knows no such run. Null when they are right, or when nobody can tell yet. A run that goes on is never closed.
 */
export function healedReport(stored: HealedReport, truth: RunTruth | null): HealedReport | null {
  // Concluded once: rows that say so already have nothing to learn.
  const conclude = (last: OperationReport, error: string) => (stored.untold === true ? null : endedUntold(last, error));
  if (truth === null) return conclude(stored, UNKNOWN_RUN);
  const { closedAt, cutShort, report } = truth;
  if (report === null) return closedAt !== null && cutShort ? conclude(stored, ENDED_UNTOLD) : null;
  if (closedAt === null) return isOpen(report.status) && tellsMore(report, stored) ? report : null;
  return isOpen(report.status) ? conclude(report, ENDED_UNTOLD) : report;
}

const endedUntold = (last: OperationReport, error: string): HealedReport => ({
  ...last,
  status: 'failed',
  steps: last.steps.map(endStep),
  errorCode: 'outcome_unknown',
  error,
  untold: true,
});

/** A step that was under way may have happened; one that waited is decided about by nobody any more. */
function endStep({ allows: _over, ...step }: StepReport): StepReport {
  return step.status === 'running' ? { ...step, status: 'unknown' } : step;
}

function tellsMore(report: OperationReport, stored: OperationReport): boolean {
  const stateOf = ({ status, pivot, failedStep, errorCode, steps }: OperationReport) =>
    JSON.stringify([status, pivot, failedStep, errorCode, steps.flatMap(choiceOf)]);
  const known = new Set(stored.steps.flatMap(({ decisions }) => decisions.map(({ id }) => id)));
  const decided = report.steps.flatMap(({ decisions }) => decisions);
  return stateOf(report) !== stateOf(stored) || decided.some(({ id }) => !known.has(id));
}

/** What a person may decide about the step, while it waits. */
const choiceOf = ({ step, allows }: StepReport) => (allows === undefined ? [] : [[step, allows]]);
