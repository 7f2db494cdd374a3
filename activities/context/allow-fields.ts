import { describeError } from './describe-error.ts';
import { isLogField } from './log-fields.ts';
import { scrubText } from './scrub-text.ts';

const DEEPEST = 4;
const MOST_ENTRIES = 50;

export interface AllowedFields {
  readonly fields: Record<string, unknown>;
  /** The paths of what the table of fields does not name. */
  readonly leftOut: readonly string[];
}

/** The fields that a line may have, at any depth: errors described, texts scrubbed, everything else left out. */
export function allowFields(given: Record<string, unknown>): AllowedFields {
  const leftOut: string[] = [];
  return { fields: allowIn(given, { leftOut, path: [] }), leftOut };
}

interface Place {
  readonly leftOut: string[];
  readonly path: readonly string[];
}

function allowIn(given: object, { leftOut, path }: Place): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const inside = [...path, name];
    const kept = isLogField(name) && path.length < DEEPEST;
    if (kept) allowed[name] = name === 'err' ? describeError(value) : allowValue(value, { leftOut, path: inside });
    else leftOut.push(inside.join('.'));
  }
  return allowed;
}

function allowValue(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return allowNumber(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry: unknown) => allowEntry(entry, place));
  return typeof value === 'object' && isPlain(value) ? allowIn(value, place) : undefined;
}

/** Lists in lists go no deeper than objects do. */
const allowEntry = (entry: unknown, { leftOut, path }: Place): unknown =>
  path.length < DEEPEST ? allowValue(entry, { leftOut, path: [...path, '[]'] }) : undefined;

/** A number may be that of a telephone. */
function allowNumber(value: number | bigint): unknown {
  const text = String(value);
  const scrubbed = scrubText(text);
  if (scrubbed !== text) return scrubbed;
  return typeof value === 'number' ? value : text;
}

/** Other objects (keys, buffers, connections) decide by themselves what they show. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
