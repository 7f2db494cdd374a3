import type { Context } from '../../activities/context/context.ts';
import { findCaller } from '../../activities/people/find-caller.ts';
import { Fault } from '../../domain/errors.ts';
import type { KeyScope } from '../../domain/permissions.ts';

/** Whoever holds the key of a request: on whose behalf, by which key, and what the key may be used for. */
export type Caller = Awaited<ReturnType<typeof findCaller>>;

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** Finds the holder of the key that was sent. Throws `unauthenticated` without a key, or for one that does not hold. */
export async function authenticate(ctx: Context, authorization: string | undefined): Promise<Caller> {
  const secret = BEARER.exec(authorization ?? '')?.[1];
  if (secret === undefined) {
    throw new Fault('unauthenticated', 'Send an API key in the header `Authorization: Bearer dw_live_…`.');
  }
  return findCaller(ctx, { secret });
}

/** Throws `forbidden`, naming what is missing, unless the key has the scope. */
export function requireScope(caller: Caller, scope: KeyScope): void {
  if (caller.scopes.includes(scope)) return;
  throw new Fault('forbidden', `This key has no scope '${scope}'. Use another key, or create one that has it.`);
}
