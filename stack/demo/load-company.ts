import type { Context } from '../../activities/context/context.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import { createOrganization } from '../../activities/organizations/create-organization.ts';
import { createApiKey } from '../../activities/people/create-api-key.ts';
import { jobType } from '../../domain/dispatch/job-type.ts';
import { GIVEN_ROLES, SCOPES } from '../../domain/permissions.ts';
import { address } from '../../domain/records/address.ts';
import { contact } from '../../domain/records/contact.ts';
import { customer } from '../../domain/records/customer.ts';
import { employee } from '../../domain/records/employee.ts';
import { item } from '../../domain/records/item.ts';
import type { Scope } from '../../domain/scope.ts';
import type { RepairableWork } from './load-disabled-account.ts';

const ORGANIZATION = 'org_northwind_air';
export const STOCK_ITEM = 'FILTER-2025';

/** What the stories need to know of the demo company. */
export interface DemoCompany {
  apiKey: string;
  customer: string;
  address: string;
  technicians: string[];
  /** One whose item can be billed, and one whose item is disabled. */
  jobTypes: { billed: string; refused: string };
  /** Missing where an older version made the company, or `loadDisabledAccount` did not come to it yet. */
  repairable?: RepairableWork | undefined;
}

/** Makes the demo company: an air-conditioning firm with a customer, two technicians, a price list, and a key to its API. */
export async function loadCompany(ctx: Context): Promise<DemoCompany> {
  const scope = await ownerScope(ctx);
  const names = await withTx(ctx, scope, async (tx) => {
    const bakery = await createDocument(tx, customer, {
      values: { customer_name: 'Harbor Street Bakery', customer_group: 'Commercial', territory: 'North' },
    });
    await createDocument(tx, contact, {
      values: { customer: bakery.name, first_name: 'Ines', last_name: 'Moreau', is_primary: true },
    });
    const shop = await createDocument(tx, address, {
      values: {
        customer: bakery.name,
        address_title: 'Shop',
        address_line1: '14 Harbor Street',
        city: 'Duluth',
        state: 'MN',
        postal_code: '55802',
        country: 'US',
        latitude: 46.7817,
        longitude: -92.0929,
      },
    });
    const luis = await createDocument(tx, employee, {
      values: { employee_name: 'Luis Ferreira', designation: 'HVAC technician' },
    });
    const mara = await createDocument(tx, employee, {
      values: { employee_name: 'Mara Olsen', designation: 'HVAC technician' },
    });
    return {
      customer: bakery.name,
      address: shop.name,
      technicians: [luis.name, mara.name],
      jobTypes: await loadPrices(tx),
    };
  });
  const { secret } = await createApiKey(ctx, {
    scope,
    title: 'Demo',
    roles: [...GIVEN_ROLES],
    scopes: [...SCOPES],
    heldScopes: SCOPES,
    expiresAt: null,
  });
  return { apiKey: secret, ...names };
}

/** A company that an interrupted start left half made gets a new name, so that nothing is mixed. */
async function ownerScope(ctx: Context): Promise<Scope> {
  const taken = await ctx.db('organizations').where('organization_id', 'like', `${ORGANIZATION}%`).count({ n: '*' });
  const number = Number(taken[0]?.['n'] ?? 0);
  const organizationId = number === 0 ? ORGANIZATION : `${ORGANIZATION}_${String(number + 1)}`;
  const { member } = await createOrganization(ctx, {
    organizationId,
    values: {
      organization_name: 'Northwind Air (demo)',
      currency: 'USD',
      time_zone: 'America/Chicago',
      default_tax_rate: 8.25,
    },
    owner: {
      userId: `user_${organizationId}`,
      email: `${organizationId}@example.com`,
      fullName: 'Dana Whitfield',
      roles: [...GIVEN_ROLES],
    },
  });
  return { organizationId, actor: member.name, roles: GIVEN_ROLES };
}

async function loadPrices(tx: Parameters<typeof createDocument>[0]): Promise<DemoCompany['jobTypes']> {
  await createDocument(tx, item, {
    name: 'SERVICE-CALL',
    values: { item_name: 'Service call', item_group: 'Work', stock_uom: 'Nos' },
  });
  await createDocument(tx, item, {
    name: STOCK_ITEM,
    values: {
      item_name: 'Air filter 20x25',
      item_group: 'Parts',
      stock_uom: 'Nos',
      is_stock_item: true,
      standard_rate: 1_899,
    },
  });
  await createDocument(tx, item, {
    name: 'TUNE-UP-2019',
    values: { item_name: 'Tune-up, price list of 2019', item_group: 'Work', stock_uom: 'Nos', disabled: true },
  });
  const maintenance = await createDocument(tx, jobType, {
    values: {
      job_type_name: 'Seasonal maintenance',
      estimated_duration: 5_400,
      billing_item: 'SERVICE-CALL',
      rate: 18_900,
    },
  });
  const tuneUp = await createDocument(tx, jobType, {
    values: { job_type_name: 'Tune-up', estimated_duration: 3_600, billing_item: 'TUNE-UP-2019', rate: 9_900 },
  });
  return { billed: maintenance.name, refused: tuneUp.name };
}
