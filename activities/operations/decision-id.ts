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

/** The keys of the decisions that an operation knows one of. No caller can send them: a header's value holds no blank here. */
export const CANCELLATION = 'the cancellation';
export const RESOLUTION = 'the resolution';
