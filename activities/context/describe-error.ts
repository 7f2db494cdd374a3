import { Fault } from '../../domain/errors.ts';
import { scrubText } from './scrub-text.ts';

const DEEPEST_CAUSE = 3;
const MOST_FRAMES = 12;
const FRAME = /^ +at (?:.+ \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\).+:\d+:\d+\)?$/;
const WORD = /^[A-Za-z]\w{0,63}$/;

/**
 * What of an error may be told: name, code and place of it and of its causes. Its message may quote a customer or hold SQL with its
 * values, so only the sentence of a Fault is told.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  return {
    name: isWord(error.name) ? error.name : 'Error',
    ...(error instanceof Fault ? { message: scrubText(error.message) } : {}),
    ...(isWord(code) ? { code } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined || depth === DEEPEST_CAUSE ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && WORD.test(value) && scrubText(value) === value;

/** The places only: the head of a stack repeats the message, whose own lines may look like places. */
function framesOf({ stack = '', message }: Error): string[] {
  const head = message === '' ? -1 : stack.indexOf(message);
  const places = head === -1 ? stack : stack.slice(head + message.length);
  return places
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map(scrubText);
}
