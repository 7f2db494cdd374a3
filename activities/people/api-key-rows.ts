import { createHash, randomBytes } from 'node:crypto';

import { z } from 'zod';

import { base62, secretChecksum } from '../../domain/people/api-key-secret.ts';
import type { Context } from '../context/context.ts';
import { toSqlInstant, type Tx } from '../context/database/tx.ts';

const RANDOM_CHARACTERS = 40;
const HashRow = z.object({ organization_id: z.string(), api_key: z.string() });

/** A new secret; 40 base62 characters are 238 bits, so a plain hash is enough to store it. */
export function newSecret(): string {
  let random = '';
  while (random.length < RANDOM_CHARACTERS) random += base62(randomBytes(64));
  random = random.slice(0, RANDOM_CHARACTERS);
  return `dw_live_${random}${secretChecksum(random)}`;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Keeps the hash of a key's secret. */
export const saveSecret = (tx: Tx, { apiKey, secret }: { apiKey: string; secret: string }): Promise<void> =>
  tx.insertRow('api_key_hashes', { secret_hash: hashOf(secret), api_key: apiKey, created_at: toSqlInstant(tx.at) });

/** Whose secret this is, of whichever organization: the one look-up that comes before a scope is known. */
export async function findBySecret(
  ctx: Context,
  secret: string,
): Promise<{ organizationId: string; apiKey: string } | undefined> {
  const row: unknown = await ctx
    .db('api_key_hashes')
    .where({ secret_hash: hashOf(secret) })
    .first();
  if (row === undefined) return undefined;
  const { organization_id, api_key } = HashRow.parse(row);
  return { organizationId: organization_id, apiKey: api_key };
}
