import { randomBytes } from 'node:crypto';

import fc from 'fast-check';

import type { Context } from '../../activities/context/context.ts';
import type { Tx } from '../../activities/context/database/tx.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import { lockDocument } from '../../activities/documents/lock-document.ts';
import { updateDocument } from '../../activities/documents/update-document.ts';
import type { Doc, DocumentDefinition, Values } from '../../domain/documents/define-document.ts';
import { REGISTRY } from '../../domain/documents/registry.ts';
import type { Scope } from '../../domain/scope.ts';
import { aWholeDocument, type Targets } from './arbitrary-documents.ts';
import type { TestOrganization } from './organizations.ts';

type Plain = Record<string, unknown>;

/** Values that were generated from the definition, or are wrong on purpose. */
export function asValues<D extends DocumentDefinition>(_definition: D, plain: Plain): Values<D> {
  // The compiler cannot know what is made at run time.
  return plain as Values<D>; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above
}

/** Creates a document in a transaction of its own. */
export const create = <D extends DocumentDefinition>(
  ctx: Context,
  { scope, definition, name, values }: { scope: Scope; definition: D; values: Values<D>; name?: string },
): Promise<Doc<D>> =>
  withTx(ctx, scope, (tx) => createDocument(tx, definition, { values, ...(name === undefined ? {} : { name }) }));

/** Changes a document in a transaction of its own. */
export const update = <D extends DocumentDefinition>(
  ctx: Context,
  { scope, definition, name, changes }: { scope: Scope; definition: D; name: string; changes: Values<D> },
): Promise<Doc<D>> =>
  withTx(ctx, scope, async (tx) =>
    updateDocument(tx, definition, { document: await lockDocument(tx, definition, { right: 'write', name }), changes }),
  );

/** Makes a person whom a membership can be given to. */
async function aUser(tx: Tx): Promise<string> {
  const id = `user_${randomBytes(6).toString('hex')}`;
  const rest = {
    email: `${id}@example.com`,
    full_name: 'Somebody',
    status: 'active',
    created_at: '2026-11-25 00:00:00',
  };
  await tx.ensureGlobalRow('users', { id }, rest);
  return id;
}

/** Creates a document of any type from generated values, with what must be unique or known made so. */
export async function createAny(
  tx: Tx,
  definition: DocumentDefinition,
  values: Plain,
): Promise<Doc<DocumentDefinition>> {
  const token = randomBytes(6).toString('hex');
  // Of several fields together each is made so.
  const unique = (definition.unique ?? []).flat().flatMap((key): [string, unknown][] => {
    const value = values[key];
    // Of links there are only so many; a text stays what it is, with something before it.
    if (definition.fields[key]?.kind === 'link') return [[key, null]];
    return typeof value === 'string' ? [[key, `${token}${value}`.slice(0, 140).trim()]] : [];
  });
  const user = definition.doctype === 'organization_member' ? { user: await aUser(tx) } : {};
  return createDocument(tx, definition, {
    values: asValues(definition, { ...values, ...Object.fromEntries(unique), ...user }),
    ...(definition.doctype === 'organization' ? { name: tx.scope.organizationId } : {}),
    ...(definition.doctype === 'item' ? { name: `ITEM ${token}` } : {}),
  });
}

/** The scope to create a document of a type in: an organization is created in itself. */
export const scopeFor = (definition: DocumentDefinition, { scope }: TestOrganization): Scope =>
  definition.doctype === 'organization'
    ? { organizationId: `org_${randomBytes(6).toString('hex')}`, actor: 'operation', roles: ['operation'] }
    : scope;

/** One document of each type in the organization, and the name of each: something for every link to point to. */
export async function oneOfEach(ctx: Context, organization: TestOrganization): Promise<Targets> {
  const { organizationId, scope } = organization;
  const names = new Map([
    ['organization', organizationId],
    ['organization_member', scope.actor],
  ]);
  const targets: Targets = (doctype) => names.get(doctype) ?? 'missing';
  await withTx(ctx, scope, async (tx) => {
    for (const definition of REGISTRY) {
      if (names.has(definition.doctype)) continue;
      const [whole = {}] = fc.sample(aWholeDocument(definition, targets), { numRuns: 1, seed: 1 });
      const required = Object.entries(whole).filter(([key]) => definition.fields[key]?.required === true);
      names.set(definition.doctype, (await createAny(tx, definition, Object.fromEntries(required))).name);
    }
  });
  return targets;
}
