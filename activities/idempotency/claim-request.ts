import { createHash, randomUUID } from 'node:crypto';

import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { fromSqlInstant, toSqlInstant, type Row } from '../context/database/tx.ts';
import { withTx } from '../context/database/with-tx.ts';
import { claimRow } from './request-rows.ts';

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
const ASK_AGAIN_SECONDS = 1;

type Claim = { id: string; token: string } | { answer: unknown };

/**
 * Claims a request before it is carried out, or says what it was answered before. Keys are the caller's own. Throws `conflict` while the same request is being
 * carried out, and `invalid` when the key was sent with another one.
 */
export function claimRequest(ctx: Context, { scope, route, key, content }: Request): Promise<Claim> {
  const id = digest([scope.organizationId, scope.actor, route, key]);
  const said = digest(content);
  const token = randomUUID();
  return withTx(ctx, scope, async (tx) => {
    const before = await tx.lockRow('idempotent_requests', { id });
    if (before !== undefined) {
      refuseOther(before, said);
      if (before['answer'] !== null) {
        const answer: unknown = JSON.parse(String(before['answer']));
        return { answer };
      }
      refuseRunning(before, Date.parse(tx.at));
    }
    await claimRow(tx, { id, content: said, token, claimed_at: toSqlInstant(tx.at) });
    return { id, token };
  });
}

const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

function refuseOther(before: Row, said: string): void {
  if (before['content'] === said) return;
  throw new Fault('invalid', 'This Idempotency-Key was sent with another request. Send a new key with a new request.');
}

function refuseRunning(before: Row, now: number): void {
  if (now - Date.parse(fromSqlInstant(String(before['claimed_at']))) >= CLAIM_MS) return;
  throw new Fault('conflict', 'This request is being carried out. Send it again in a moment.', {
    retryAfterSeconds: ASK_AGAIN_SECONDS,
  });
}
