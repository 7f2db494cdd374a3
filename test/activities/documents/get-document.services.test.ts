import { getDocument } from '../../../activities/documents/get-document.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import { customer } from '../../../domain/records/customer.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { testContext } from '../../support/context.ts';
import { create, oneOfEach } from '../../support/documents.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();

describe('getDocument', () => {
  it('finds a document of every type, and none of them in another organization', async () => {
    const organization = await anOrganization(ctx);
    const other = await anOrganization(ctx);
    const targets = await oneOfEach(ctx, organization);
    for (const definition of REGISTRY) {
      const name = targets(definition.doctype);
      const found = await getDocument(ctx, { scope: organization.scope, definition, name });
      expect(found).toMatchObject({ organization_id: organization.organizationId, name });
      // The first member of each organization has the same name; it is another person.
      if (definition.doctype === 'organization_member') continue;
      await expect(getDocument(ctx, { scope: other.scope, definition, name })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('asks for the right before it looks: a caller without it cannot tell what is there', async () => {
    const organization = await anOrganization(ctx);
    const targets = await oneOfEach(ctx, organization);
    for (const definition of REGISTRY) {
      for (const role of GIVEN_ROLES.filter((given) => !mayDo(definition, [given], 'read'))) {
        const scope = { ...organization.scope, roles: [role] };
        for (const name of [targets(definition.doctype), 'nothing'])
          await expect(getDocument(ctx, { scope, definition, name })).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
  });

  it.each([
    'cust-00001',
    'CUST-00001 ',
    ' CUST-00001',
    'CÚST-00001',
    'CUST-00001\u0000',
    '',
    '%',
    'CUST-0000_',
    ...HOSTILE_TEXTS,
  ])('finds nothing under %j', async (name) => {
    const { scope } = await anOrganization(ctx);
    await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    await expect(getDocument(ctx, { scope, definition: customer, name })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds nothing for an organization that differs in case or by a blank', async () => {
    const { organizationId, scope } = await anOrganization(ctx);
    const { name } = await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    for (const wrong of [organizationId.toUpperCase(), `${organizationId} `, '', '%']) {
      const foreign = { ...scope, organizationId: wrong };
      await expect(getDocument(ctx, { scope: foreign, definition: customer, name })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });
});
