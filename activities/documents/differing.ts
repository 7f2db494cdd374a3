import type { Plain } from './stored-form.ts';

/** The fields whose values are not the same. */
export const differing = (before: Plain, after: Plain): string[] =>
  Object.keys(after).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]));
