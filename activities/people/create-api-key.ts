import { Fault } from '../../domain/errors.ts';
import { organizationMember } from '../../domain/organizations/organization-member.ts';
import { apiKey as apiKeyDefinition, type ApiKey } from '../../domain/people/api-key.ts';
import type { KeyScope, Role } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { checkRight } from '../documents/check-right.ts';
import { createDocument } from '../documents/create-document.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { newSecret, saveSecret } from './api-key-rows.ts';

interface CreateApiKeyInput {
  scope: Scope;
  title: string;
  /** Who acts with the key; the caller, if not given. */
  member?: string | undefined;
  roles: Exclude<Role, 'operation'>[];
  scopes: KeyScope[];
  /** What the caller may be used for itself: a new key is good for no more. */
  heldScopes: readonly KeyScope[];
  expiresAt: string | null;
}

/**
 * Makes a key of the organization. The secret is in the answer and nowhere else. A key never has a role that its member or its
 * maker lacks, nor a scope that its maker lacks.
 */
export function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<{ key: ApiKey; secret: string }> {
  return withTx(ctx, input.scope, async (tx) => {
    checkRight(apiKeyDefinition, input.scope, 'create');
    const { title, roles, scopes, expiresAt } = input;
    const member = await lockDocument(tx, organizationMember, {
      right: 'read',
      name: input.member ?? input.scope.actor,
    });
    if (member.status !== 'active')
      throw new Fault('invalid', `Member ${member.name} is not active and cannot be given a key`);
    const held = member.roles.map(({ role }) => role).filter((role) => input.scope.roles.includes(role));
    refuseBeyond(
      'roles',
      roles.filter((role) => !held.includes(role)),
    );
    refuseBeyond(
      'scopes',
      scopes.filter((scope) => !input.heldScopes.includes(scope)),
    );
    if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(tx.at)) {
      throw new Fault('invalid', 'The key would be expired already', {
        fields: [{ pointer: '/expires_at', detail: 'Must lie in the future' }],
      });
    }
    const secret = newSecret();
    const key = await createDocument(tx, apiKeyDefinition, {
      values: {
        title,
        member: member.name,
        hint: `dw_live_…${secret.slice(-4)}`,
        expires_at: expiresAt,
        scopes: scopes.map((scope) => ({ scope })),
        roles: roles.map((role) => ({ role })),
      },
    });
    await saveSecret(tx, { apiKey: key.name, secret });
    return { key, secret };
  });
}

function refuseBeyond(what: 'roles' | 'scopes', beyond: readonly string[]): void {
  if (beyond.length === 0) return;
  throw new Fault(
    'forbidden',
    `You cannot give the ${what} ${beyond.join(', ')}, because you or the key's member do not have them`,
    {
      fields: [{ pointer: `/${what}`, detail: 'Goes beyond what you have' }],
    },
  );
}
