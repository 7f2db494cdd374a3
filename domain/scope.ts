import type { Role } from './permissions.ts';

/** On whose behalf, and in which organization, a verb works. No verb reads or writes without one. */
export interface Scope {
  readonly organizationId: string;
  /** The membership that asks, or `operation` for the steps of an operation. */
  readonly actor: string;
  readonly roles: readonly Role[];
  /** The operation whose step this is. */
  readonly cause?: string;
  /** The request, of which a repeat is to be answered alike. */
  readonly once?: ClaimedRequest;
}

/** A request that was claimed under its Idempotency-Key. */
export interface ClaimedRequest {
  readonly id: string;
  /** Tells this claim from a later one. */
  readonly token: string;
  /** The answer that a repeat gets, from what the transaction came to. */
  answer(this: void, result: unknown): unknown;
}

/** The scope of a step: the service actor, named with the operation that caused the change. */
export const operationScope = (organizationId: string, cause: string): Scope => ({
  organizationId,
  actor: 'operation',
  roles: ['operation'],
  cause,
});
