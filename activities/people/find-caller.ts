import { Fault } from '../../domain/errors.ts';
import { organization as organizationDefinition } from '../../domain/organizations/organization.ts';
import { organizationMember } from '../../domain/organizations/organization-member.ts';
import { apiKey as apiKeyDefinition } from '../../domain/people/api-key.ts';
import { SECRET_FORM, secretChecksum } from '../../domain/people/api-key-secret.ts';
import type { KeyScope } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { databaseFault } from '../context/database/database-error.ts';
import { getDocument } from '../documents/get-document.ts';
import { findBySecret } from './api-key-rows.ts';

export interface Caller {
  scope: Scope;
  /** The name of the API key. */
  key: string;
  scopes: KeyScope[];
}

const refuse = (why: string) =>
  new Fault('unauthenticated', `The API key ${why}. Send a valid one as 'Authorization: Bearer dw_live_…'.`);

/**
 * Who calls with this secret: the key's member, in the key's organization, with the roles that both the key and the member have.
 * Throws `unauthenticated` for a secret that is malformed, unknown, revoked, expired, or whose member or organization is not
 * active. Read anew for each request, so that a revocation holds at once.
 */
export async function findCaller(ctx: Context, { secret }: { secret: string }): Promise<Caller> {
  const [, , random, checksum] = SECRET_FORM.exec(secret) ?? [];
  if (random === undefined || secretChecksum(random) !== checksum) throw refuse('is not well formed');
  const found = await findBySecret(ctx, secret).catch((error: unknown) => {
    throw databaseFault(error);
  });
  if (found === undefined) throw refuse('is not known');

  const looking: Scope = { organizationId: found.organizationId, actor: 'sign-in', roles: ['system_manager'] };
  const key = await getDocument(ctx, { scope: looking, definition: apiKeyDefinition, name: found.apiKey });
  if (key.status !== 'active') throw refuse('is revoked');
  if (key.expires_at !== null && Date.parse(key.expires_at) <= ctx.now().getTime()) throw refuse('is expired');
  const member = await getDocument(ctx, { scope: looking, definition: organizationMember, name: key.member });
  const organization = await getDocument(ctx, {
    scope: looking,
    definition: organizationDefinition,
    name: found.organizationId,
  });
  if (member.status !== 'active' || organization.status !== 'active')
    throw refuse('belongs to a member or an organization that is not active');

  const held = member.roles.map(({ role }) => role);
  const roles = key.roles.map(({ role }) => role).filter((role) => held.includes(role));
  return {
    scope: { organizationId: found.organizationId, actor: member.name, roles },
    key: key.name,
    scopes: key.scopes.map(({ scope }) => scope),
  };
}
