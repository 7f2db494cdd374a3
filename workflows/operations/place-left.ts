import type { SilentCursor } from '../../activities/operations/find-silent-operations.ts';

/** How far a healing has come: an organization is finished, unless there is a place in it after which to go on. */
export interface HealingPlace {
  organizationId: string;
  after: SilentCursor | null;
}

/** Where the last run of the schedule stopped; undefined when it did not, or when its result tells no place. */
export function placeLeft(lastResult: unknown): HealingPlace | undefined {
  const left = fieldsOf(fieldsOf(lastResult)['left']);
  const { organizationId, after } = left;
  if (typeof organizationId !== 'string') return undefined;
  const [changedAt, id] = Array.isArray(after) ? after.map((part: unknown) => part) : [];
  const within = typeof changedAt === 'string' && typeof id === 'string';
  return { organizationId, after: within ? [changedAt, id] : null };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
