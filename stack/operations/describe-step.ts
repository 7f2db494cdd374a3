import { z } from 'zod';
import { FAULTS, isFaultCode } from '../../domain/errors.ts';
import type { DecisionReply, StepReply } from './replies.ts';
import { tellTime } from './tell-time.ts';

const MARKS: Record<string, string> = {
  running: '…',
  success: '✓',
  failed: '✗',
  unknown: '?',
  compensated: '↺',
  compensation_failed: '!',
  skipped: '»',
  marked_done: '✓',
};
const WORDS: Record<string, string> = {
  pending: 'not begun',
  running: 'under way',
  success: 'done',
  failed: 'failed',
  unknown: 'nobody knows whether it happened',
  compensated: 'undone',
  compensation_failed: 'could not be undone',
  skipped: 'skipped',
  marked_done: 'marked as done by hand',
};
const WORDS_OF_STEPS: Record<string, Record<string, string>> = {
  close: { success: 'job closed', compensated: 'job opened again, as it was', failed: 'job not closed' },
  invoice: { success: 'invoice submitted', compensated: 'invoice cancelled', failed: 'invoice refused' },
  timesheet: { success: 'hours booked', compensated: 'hours removed', failed: 'hours refused' },
  delivery: {
    success: 'delivery of the stock parts noted',
    compensated: 'delivery note cancelled',
    failed: 'delivery refused',
  },
  activity: { success: "noted in the customer's history", failed: 'note missing' },
};
const Named = z.object({ name: z.string() });

/** One line on a step: mark, name, what became of it, what it made, how often it was tried, and its error. */
export function describeStep(step: StepReply, failedStep: string | null): string {
  // The step that was refused is taken back, too: its undo makes sure that nothing of it stays.
  const refused = step.name === failedStep && step.status === 'compensated' && sagaOf(step) === 'unwinds';
  const state = refused ? 'failed' : step.status;
  const attempts = step.attempts ?? 0;
  const words = [
    wordFor(step, state),
    Named.safeParse(step.result).data?.name ?? '',
    attempts > 1 ? `(tried ${String(attempts)} times)` : '',
    step.error?.detail ?? '',
  ];
  return `${MARKS[state] ?? '·'} ${step.name.padEnd(10)} ${words.filter((word) => word !== '').join('  ')}`;
}

function wordFor(step: StepReply, state: string): string {
  const generic = WORDS[state] ?? state;
  const own = WORDS_OF_STEPS[step.name]?.[state] ?? generic;
  if (state === 'running' && step.error) return 'being tried again';
  if (state === 'failed' && step.error?.code === 'misconfigured') return 'needs other settings';
  if (state === 'failed') return sagaOf(step) === 'unwinds' ? own : generic;
  // It never told that it made something: its undo made sure that nothing stays.
  if (state === 'compensated' && own !== generic && (step.result ?? null) === null) return 'nothing of it stays';
  return own;
}

/** What an operation does about the error of the step; without a code, the step was refused. */
function sagaOf({ error }: StepReply): string {
  const code = error?.code ?? 'conflict';
  return isFaultCode(code) ? FAULTS[code].saga : 'waits';
}

/** What else there is to say of a step: what people decided about it, and what it left in the world. */
export function describeRest(step: StepReply): string[] {
  const left = step.leftBehind ?? '';
  return [...(step.decisions ?? []).map(describeDecision), ...(left === '' ? [] : [`left behind: ${left}`])];
}

/** Who decided what, when and why. */
export function describeDecision({ action, by, at, note, found, input, state }: DecisionReply): string {
  const parts = [
    action,
    found ? `found ${found}` : '',
    ...Object.entries(input ?? {}).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    by ? `by ${by}` : '',
    at ? `on ${tellTime(at)}` : '',
    state && state !== 'taken' ? `(${state})` : '',
  ];
  const said = parts.filter((part) => part !== '').join(' ');
  return `decided: ${said}${note ? `: ${note}` : ''}`;
}
