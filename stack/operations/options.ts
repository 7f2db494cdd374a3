import { StackError } from '../stack-error.ts';

const DEFAULT_WAIT_SECONDS = 20;
/** The API waits no longer. */
const MAX_WAIT_SECONDS = 30;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Every option of every command, as `parseArgs` of Node takes them. */
export const OPTIONS = {
  url: text,
  'key-file': text,
  json: flag,
  help: { ...flag, short: 'h' },
  status: text,
  kind: text,
  'failed-step': text,
  'error-code': text,
  document: text,
  'older-than': text,
  retrying: flag,
  'needs-person': flag,
  limit: text,
  all: flag,
  step: text,
  action: text,
  note: text,
  found: text,
  set: { ...text, multiple: true },
  wait: text,
  'idempotency-key': text,
  yes: flag,
} as const;

type Value<K extends keyof typeof OPTIONS> = (typeof OPTIONS)[K] extends { multiple: true }
  ? string[]
  : (typeof OPTIONS)[K]['type'] extends 'string'
    ? string
    : boolean;

/** The options that were given. */
export type Options = { [K in keyof typeof OPTIONS]?: Value<K> | undefined };

/** Wrong usage in one sentence. */
export const usage = (sentence: string): StackError =>
  new StackError('usage', `${sentence}. ./dartwing operations help shows what it takes.`);

/** Why a person does this; the API keeps it with the operation. */
export function noteOf({ note = '' }: Options): string {
  if (note.trim() === '') throw usage("Say why, for whoever reads it later: --note '…'");
  return note;
}

/** The key that a repeat passes on, or undefined. */
export function idempotencyKeyOf({ 'idempotency-key': key }: Options): string | undefined {
  if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw usage('An idempotency key is one word of at most 255 plain characters');
}

/** How many seconds to wait for the end of an operation. */
export function waitOf({ wait }: Options): number {
  if (wait === undefined) return DEFAULT_WAIT_SECONDS;
  if (/^\d{1,2}$/.test(wait) && Number(wait) <= MAX_WAIT_SECONDS) return Number(wait);
  throw usage(`--wait takes 0 to ${String(MAX_WAIT_SECONDS)} seconds`);
}
