import type { Context } from '../../activities/context/context.ts';
import { createApiKey } from '../../activities/people/create-api-key.ts';
import { findCaller } from '../../activities/people/find-caller.ts';
import { revokeApiKey } from '../../activities/people/revoke-api-key.ts';
import { GIVEN_ROLES, SCOPES, type KeyScope } from '../../domain/permissions.ts';

/**
 * Gives the demo a key for everything in place of one that an older version made for less; `keep` stores it before the old one ends.
 * Answers which scopes were missing; where none is, nothing is done.
 */
export async function renewKey(
  ctx: Context,
  { secret, keep }: { secret: string; keep: (secret: string) => void },
): Promise<KeyScope[]> {
  const { scope, key, scopes } = await findCaller(ctx, { secret });
  const missing = SCOPES.filter((one) => !scopes.includes(one));
  if (missing.length === 0) return [];
  const renewed = await createApiKey(ctx, {
    scope,
    title: 'Demo',
    roles: GIVEN_ROLES.filter((role) => scope.roles.includes(role)),
    scopes: [...SCOPES],
    heldScopes: SCOPES,
    expiresAt: null,
  });
  keep(renewed.secret);
  await revokeApiKey(ctx, { scope, name: key });
  return missing;
}
