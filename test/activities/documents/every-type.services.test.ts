import fc from 'fast-check';

import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { listDocuments } from '../../../activities/documents/list-documents.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import type { Field } from '../../../domain/documents/fields.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { Fault } from '../../../domain/errors.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { aWholeDocument, someFields, spoilt, type Targets } from '../../support/arbitrary-documents.ts';
import { everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { asValues, createAny, oneOfEach, scopeFor } from '../../support/documents.ts';
import { anOrganization, type TestOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const RUNS = { numRuns: 8 };
let organization: TestOrganization;
let targets: Targets;
beforeAll(async () => {
  organization = await anOrganization(ctx);
  targets = await oneOfEach(ctx, organization);
});

/** The text as a free text of this field may hold it; undefined where the field has a form of its own. */
function fitting(field: Field, text: string): string | undefined {
  if (field.kind !== 'text' || field.format !== undefined) return undefined;
  const cut = text.slice(0, field.maxLength);
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  return field.compare === 'words' ? whole : whole.replace(/\u2028/g, '').trim();
}

/** The values with the hostile text wherever a text may stand, in rows too. */
const withText = (
  fields: Record<string, Field>,
  values: Record<string, unknown>,
  text: string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      if (field.kind !== 'rows') return [key, fitting(field, text) ?? values[key]];
      const [row = {}] = fc.sample(someFields(field.fields, targets), 1);
      return [key, [withText(field.fields, row, text)]];
    }),
  );

describe.each(REGISTRY.map((definition) => [definition.doctype, definition] as const))('%s', (_doctype, definition) => {
  it('is read as it was created, whatever valid values it has', async () => {
    await fc.assert(
      fc.asyncProperty(aWholeDocument(definition, targets), async (values) => {
        const scope = scopeFor(definition, organization);
        const created = await withTx(ctx, scope, (tx) => createAny(tx, definition, values));
        const { name } = created;
        expect(await getDocument(ctx, { scope, definition, name })).toEqual(created);
        expect(await withTx(ctx, scope, (tx) => lockDocument(tx, definition, { right: 'write', name }))).toEqual(
          created,
        );
        const { data } = await listDocuments(ctx, { scope, definition, filters: {}, sort: '-name', limit: 500 });
        expect(data).toContainEqual(created);
        const kept = Object.entries(definition.fields).filter(
          ([key, { kind }]) => kind !== 'fetched' && key !== 'user' && definition.unique?.flat().includes(key) !== true,
        );
        expect(created).toMatchObject(Object.fromEntries(kept.map(([key]) => [key, values[key]])));
      }),
      RUNS,
    );
  });

  it('is not changed by writing what it holds already', async () => {
    const [values = {}] = fc.sample(aWholeDocument(definition, targets), 1);
    const scope = scopeFor(definition, organization);
    const { name } = await withTx(ctx, scope, (tx) => createAny(tx, definition, values));
    const before = await everythingOf(ctx, scope.organizationId);
    const operation = { ...scope, roles: ['operation'] as const };
    await withTx(ctx, operation, async (tx) => {
      const document = await lockDocument(tx, definition, { right: 'write', name });
      const changes = Object.fromEntries(
        Object.keys(definition.fields).map((key) => [key, Reflect.get(document, key)]),
      );
      return updateDocument(tx, definition, { document, changes: asValues(definition, changes) });
    });
    expect(await everythingOf(ctx, scope.organizationId)).toBe(before);
  });

  it('stores attacks in its texts as texts', async () => {
    const [values = {}] = fc.sample(aWholeDocument(definition, targets), 1);
    for (const text of HOSTILE_TEXTS) {
      const scope = scopeFor(definition, organization);
      const hostile = withText(definition.fields, values, text);
      const created = await withTx(ctx, scope, (tx) => createAny(tx, definition, hostile));
      const read = await getDocument(ctx, { scope, definition, name: created.name });
      expect(read).toEqual(created);
      const texts = Object.entries(definition.fields).filter(
        ([key, field]) => fitting(field, text) !== undefined && definition.unique?.flat().includes(key) !== true,
      );
      for (const [key, field] of texts) expect(Reflect.get(read, key)).toBe(fitting(field, text));
    }
  });

  it('is refused at the field that is spoilt, and leaves nothing', async () => {
    const { scope, organizationId } = organization;
    const before = await everythingOf(ctx, organizationId);
    await fc.assert(
      fc.asyncProperty(spoilt(definition, targets), async ({ values, field }) => {
        // Null means not given here; only where there is no default is that a refusal.
        fc.pre(values[field] !== null || definition.fields[field]?.required === true);
        const operation = { ...scope, roles: ['operation'] as const };
        const creating = withTx(ctx, operation, (tx) =>
          createDocument(tx, definition, { values: asValues(definition, values), name: 'X' }),
        );
        const refusal: unknown = await creating.catch((error: unknown) => error);
        if (!(refusal instanceof Fault)) throw new Error(`${field} was taken`);
        expect(refusal.code).toBe('invalid');
        const named = (refusal.details.fields ?? []).map(({ pointer }) => pointer.split('/')[1]);
        expect(new Set(named)).toEqual(new Set([field]));
      }),
      RUNS,
    );
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });
});
