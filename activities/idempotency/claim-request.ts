import { randomUUID } from 'node:crypto';

import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { fromSqlInstant, toSqlInstant, type Row } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { digestOf } from './digest-of.ts';
import { insertClaim, renewClaim } from './request-rows.ts';

interface Request {
  scope: Scope;
  /** Where it was sent; the same key elsewhere is another request. */
  route: string;
  /** The key that the caller chose. */
  key: string;
  /** All that was asked for. */
  content: unknown;
}

/** Nothing runs as long as this: whoever held the claim is gone, and left nothing. */
const CLAIM_MS = 60_000;
/** Nearly all requests are answered by then; what takes longer has most likely lost its process. */
const SOON_MS = 5_000;

type Claim = { id: string; token: string } | { answer: unknown };

/**
 * Claims a request before it is carried out, or says what it was answered before. Keys are the caller's own. Throws `conflict` while
 * the same request is being carried out, and `invalid` when the key was sent with another one.
 */
export function claimRequest(ctx: Context, { scope, route, key, content }: Request): Promise<Claim> {
  // With other roles it is another request: what a person made with more rights is not answered to a key with less.
  const id = digestOf([scope.organizationId, scope.actor, [...scope.roles].sort(), route, key]);
  const said = digestOf(content);
  const token = randomUUID();
  return withTx(ctx, scope, async (tx) => {
    const claimed_at = toSqlInstant(tx.at);
    const before = await tx.lockRow('idempotent_requests', { id });
    if (before === undefined) {
      await insertClaim(tx, { id, content: said, token, claimed_at });
      return { id, token };
    }
    refuseOther(before, said);
    if (before['answer'] !== null) {
      const answer: unknown = JSON.parse(String(before['answer']));
      return { answer };
    }
    refuseRunning(before, Date.parse(tx.at));
    await renewClaim(tx, { id, token, claimed_at });
    return { id, token };
  });
}

function refuseOther(before: Row, said: string): void {
  if (before['content'] === said) return;
  throw new Fault('invalid', 'This Idempotency-Key was sent with another request. Send a new key with a new request.');
}

function refuseRunning(before: Row, now: number): void {
  const since = now - Date.parse(fromSqlInstant(String(before['claimed_at'])));
  if (since >= CLAIM_MS) return;
  throw new Fault('conflict', 'This request is being carried out. Send it again in a moment.', {
    retryAfterSeconds: since < SOON_MS ? 1 : Math.ceil((CLAIM_MS - since) / 1000),
  });
}
