import { waitsForPerson } from './operation-groups.ts';
import { isOpen, type Decision, type OperationReport, type StepReport, type StepStatus } from './operation.ts';

/** What a comment names besides the report: ids only. */
interface Subject {
  id: string;
  kind: string;
  requestedBy: string;
  /** The membership that asked to cancel it. */
  cancelledBy?: string | undefined;
  /** It was thought to have ended, and goes on. */
  openedAgain?: boolean;
}

const CONTENT_MAX = 10_000;
/** Done, as far as the step is concerned, whatever came of its undo. */
const STANDING: readonly StepStatus[] = ['success', 'marked_done'];
/** How a step stands whose undo was left out: as it stood before. */
const SKIPPED_UNDO: readonly StepStatus[] = [...STANDING, 'unknown', 'failed'];
const FAILING: readonly StepStatus[] = ['failed', 'unknown', 'compensation_failed'];
/** Broken Unicode and control characters, which no text of ours may hold, whatever a system answered. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f]|[\ud800-\udfff]/gu;

const decisionsOf = ({ steps }: OperationReport): Decision[] => steps.flatMap(({ decisions }) => decisions);

/**
 * Names a situation that is told once: the state, and which steps stand in the way for which kind of reason. One that was decided about
 * and waits for the same again is in the same situation.
 */
export function situationOf({ status, failedStep, errorCode, steps }: OperationReport): string {
  const failing = steps.filter((step) => FAILING.includes(step.status));
  return JSON.stringify([
    status,
    failedStep,
    errorCode,
    failing.map((step) => [step.step, step.status, step.errorCode]),
  ]);
}

/**
 * What is said on the document about an operation that waits for a person, or that ended otherwise than by just completing: what
 * happened, what failed and why, what was undone, what remains, who decided what. Null when there is nothing to say.
 */
export function operationComment(subject: Subject, report: OperationReport): string | null {
  const headline = headlineOf(subject, report);
  if (headline === null) return null;
  const { steps } = report;
  const lines = [
    headline,
    ...reasonsOf(report),
    ...list('Done', steps, STANDING),
    ...list('Undone', steps, ['compensated']),
    ...list('Left out', steps, ['skipped']),
    ...steps.flatMap(({ step, leftBehind }) =>
      leftBehind === undefined ? [] : [`What remains of step '${step}': ${leftBehind}.`],
    ),
    ...steps.flatMap((step) => step.decisions.map((decision, place) => tellDecision(decision, { step, place }))),
    ...(subject.cancelledBy === undefined ? [] : [`${subject.cancelledBy} cancelled the operation.`]),
    nextOf(subject, report),
  ];
  return lines.join('\n').replaceAll(UNPRINTABLE, ' ').slice(0, CONTENT_MAX).toWellFormed();
}

function headlineOf({ kind, requestedBy, openedAgain = false }: Subject, report: OperationReport): string | null {
  const what = `'${kind.replaceAll('-', ' ')}', asked for by ${requestedBy},`;
  switch (report.status) {
    case 'running':
    case 'compensating':
      return openedAgain ? `${what} goes on, although it was thought to have ended.` : null;
    case 'parked':
      return `${what} waits for a person's decision.`;
    case 'compensation_failed':
      return `${what} could not be undone as a whole and waits for a person's decision.`;
    case 'compensated':
      return `${what} did not complete. ${undoneOf(report)}`;
    case 'cancelled':
      return `${what} was cancelled. ${undoneOf(report)}`;
    case 'failed':
      if (report.errorCode === 'outcome_unknown') return `${what} ended without telling how, and nothing was undone.`;
      return `${what} did not complete. ${remains(report) ? 'What it had done stays.' : 'There was nothing to undo.'}`;
    case 'completed':
      return isWhole(report) ? null : `${what} completed, though not by itself or not with everything.`;
  }
}

/** A step that failed leaves nothing behind but what is missing. */
const remains = ({ steps }: OperationReport): boolean =>
  steps.some(({ status, leftBehind }) => status !== 'failed' && leftBehind !== undefined);

const undoneOf = (report: OperationReport): string =>
  remains(report) ? 'Not everything that it had done was undone.' : 'What it had done was undone.';

const isWhole = (report: OperationReport): boolean =>
  decisionsOf(report).length === 0 &&
  report.steps.every(({ status, leftBehind }) => status === 'success' && leftBehind === undefined);

function reasonsOf({ steps, error }: OperationReport): string[] {
  const told = steps.flatMap((step) => (step.error === undefined ? [] : [whyOf(step, step.error)]));
  const untold = error !== undefined && !steps.some((step) => step.error === error);
  return [...told, ...(untold ? [`Reason: ${error}`] : [])];
}

function whyOf({ step, status }: StepReport, error: string): string {
  // What is done fails only in its undo, and a person lets it stay.
  if (status === 'compensation_failed' || STANDING.includes(status))
    return `Step '${step}' could not be undone: ${error}`;
  if (status === 'unknown') return `Whether step '${step}' happened is not known: ${error}`;
  return `Step '${step}' failed: ${error}`;
}

function list(word: string, steps: StepReport[], wanted: readonly StepStatus[]): string[] {
  const named = steps.filter(({ status }) => wanted.includes(status)).map(nameOf);
  return named.length === 0 ? [] : [`${word}: ${named.join(', ')}.`];
}

/** The step, with the name of what it made. */
function nameOf({ step, result }: StepReport): string {
  const made = typeof result === 'object' && result !== null && 'name' in result ? result.name : undefined;
  return typeof made === 'string' ? `${step} (${made})` : step;
}

const DECIDED = {
  retry: (step) => `to try step '${step}' again`,
  skip: (step) => `to leave out step '${step}'`,
  mark_done: (step) => `that step '${step}' was done by hand`,
  compensate: (step) => `to undo the operation from step '${step}' on`,
} as const satisfies Record<Decision['action'], (step: string) => string>;

const DECIDED_ABOUT_UNDO = {
  ...DECIDED,
  retry: (step) => `to try again to undo step '${step}'`,
  skip: (step) => `that what step '${step}' did is to stay`,
  mark_done: (step) => `that what step '${step}' did was taken back by hand`,
} as const satisfies typeof DECIDED;

interface Decided {
  step: StepReport;
  /** Which of the decisions about the step it is. */
  place: number;
}

/**
 * Whether a decision is about the undo of its step, as far as the report tells: the step itself is marked done under a name only, and
 * is left out for good. Where it was given up, only its undo can wait.
 */
function isAboutUndo({ action, found }: Decision, { step: { status, decisions }, place }: Decided): boolean {
  const before = decisions.slice(0, place).map((decision) => decision.action);
  if (before.includes('skip') || before.includes('compensate')) return true;
  if (action === 'mark_done') return found === undefined;
  return action === 'skip' && place === decisions.length - 1 && SKIPPED_UNDO.includes(status);
}

function tellDecision(decision: Decision, decided: Decided): string {
  const { actor, action, step, found, input = {} } = decision;
  const told = isAboutUndo(decision, decided) ? DECIDED_ABOUT_UNDO : DECIDED;
  const changed = Object.keys(input);
  const more = [
    ...(found === undefined ? [] : [`, as ${found}`]),
    ...(changed.length === 0 ? [] : [`, with another ${changed.join(', ')}`]),
  ];
  return `${actor} decided ${told[action](step)}${more.join('')}.`;
}

function nextOf({ id }: Subject, { status }: OperationReport): string {
  if (waitsForPerson(status)) return `Decide how operation ${id} goes on.`;
  if (isOpen(status) || status === 'completed' || status === 'cancelled') return `Its report: operation ${id}.`;
  return `Cure the cause and ask for it again, or mark operation ${id} as resolved.`;
}
