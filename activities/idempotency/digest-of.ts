import { createHash } from 'node:crypto';

/** A digest of what was asked for; the order of members says nothing, so that it is the same whichever client wrote it. */
export const digestOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content, (_key, value: unknown) => (isRecord(value) ? sorted(value) : value)))
    .digest('hex');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
