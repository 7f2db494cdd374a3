import { apiKey as apiKeyDefinition, type ApiKey } from '../../domain/people/api-key.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';

/** Ends a key for good, from the next request on. Revoking it again changes nothing. */
export function revokeApiKey(ctx: Context, { scope, name }: { scope: Scope; name: string }): Promise<ApiKey> {
  return withTx(ctx, scope, async (tx) =>
    updateDocument(tx, apiKeyDefinition, {
      document: await lockDocument(tx, apiKeyDefinition, { right: 'write', name }),
      changes: { status: 'revoked' },
    }),
  );
}
