import { withTx } from '../../../activities/context/database/with-tx.ts';
import { linkedDocument } from '../../../activities/documents/linked-document.ts';
import { customer } from '../../../domain/records/customer.ts';
import type { Scope } from '../../../domain/scope.ts';
import { testContext } from '../../support/context.ts';
import { create } from '../../support/documents.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const linked = (scope: Scope, name: string | null | undefined) =>
  withTx(ctx, scope, (tx) => linkedDocument(tx, customer, { pointer: '/customer', name }));

describe('linkedDocument', () => {
  it('answers what the field names', async () => {
    const { scope } = await anOrganization(ctx);
    const made = await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    expect(await linked(scope, made.name)).toEqual(made);
  });

  it.each([
    [undefined, 'invalid'],
    [null, 'invalid'],
    ['', 'not_found'],
    ['CUST-99999', 'not_found'],
    ['cust-00001', 'not_found'],
    ['CUST-00001 ', 'not_found'],
  ])('refuses %j and points to the field', async (name, code) => {
    const { scope } = await anOrganization(ctx);
    await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    await expect(linked(scope, name)).rejects.toMatchObject({
      name: 'Fault',
      code,
      details: { fields: [{ pointer: '/customer', detail: expect.any(String) }] },
    });
  });

  it('finds nothing of another organization', async () => {
    const other = await anOrganization(ctx);
    const { name } = await create(ctx, { scope: other.scope, definition: customer, values: { customer_name: 'A' } });
    await expect(linked((await anOrganization(ctx)).scope, name)).rejects.toMatchObject({ code: 'not_found' });
  });
});
