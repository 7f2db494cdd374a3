import type { z } from 'zod';

import { Fault, type FieldFault } from '../../domain/errors.ts';

export type Part = 'path' | 'query' | 'headers' | 'body';

const FAULTS_SHOWN = 50;
const KEY_SHOWN = 100;

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, KEY_SHOWN);

/** Bodies are pointed into by JSON pointer; a parameter is its own name. */
const pointerOf = (part: Part, path: readonly PropertyKey[]): string =>
  part === 'body' ? path.map((key) => `/${escapePointer(String(key))}`).join('') : path.map(String).join('.');

function fieldFaults(part: Part, issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerOf(part, issue.path), detail: issue.message }];
  const keys = issue.keys.slice(0, FAULTS_SHOWN);
  return keys.map((key) => ({
    pointer: pointerOf(part, [...issue.path, key.slice(0, KEY_SHOWN)]),
    detail: 'Is not known here',
  }));
}

/** Parses one part of a request by its schema. Throws `invalid` naming each field and rule, never a value. */
export function readPart<S extends z.ZodType>(part: Part, schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, {
    error: ({ code, input }) => (code === 'invalid_type' && input === undefined ? 'Is required' : undefined),
  });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) => fieldFaults(part, issue)).slice(0, FAULTS_SHOWN);
  throw new Fault(
    'invalid',
    `The ${part} of the request ${part === 'headers' ? 'are' : 'is'} not as described. See errors.`,
    { unread: true, fields },
  );
}
