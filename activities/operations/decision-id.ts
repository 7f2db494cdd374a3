import { createHash } from 'node:crypto';

export interface DecisionKey {
  organizationId: string;
  operation: string;
  /** What the caller sent to tell a repeat from another decision. */
  key: string;
}

/**
 * The id of a decision: the same for the same key, about one operation of one organization. It stands in Temporal's history, where
 * update ids are not encrypted, so it tells nothing of the key.
 */
export const decisionId = ({ organizationId, operation, key }: DecisionKey): string =>
  createHash('sha256').update(`${organizationId}\n${operation}\n${key}`).digest('hex');

/** The same in SQL, with a place for the key: whether a row of `decision` has the id that it gives in these columns. */
export const hasDecisionId = (organization: string, operation: string): string =>
  `decision.id = SHA2(CONCAT(${organization}, '\\n', ${operation}, '\\n', ?), 256)`;

// No caller can send the keys below: a header's value holds no blank here.

/** The key of a cancellation: one for each person and reason, so that a repeat is the same. */
export const cancellationKey = ({ actor, note }: { actor: string; note: string }): string =>
  `the cancellation\n${actor}\n${note}`;

/** The key of the resolution, of which an operation knows one. */
export const RESOLUTION = 'the resolution';
