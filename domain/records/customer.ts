import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, identifier, select, text } from '../documents/fields.ts';

/** Who is served and billed. */
export const customer = defineDocument('customer', {
  table: 'customers',
  series: 'CUST-.#####',
  fields: {
    customer_name: text({ required: true, example: 'Harbor Street Bakery' }),
    customer_type: select(['company', 'individual', 'partnership'], { default: 'company' }),
    customer_group: text({ example: 'Commercial' }),
    territory: text({ example: 'North' }),
    tax_id: identifier({ maxLength: 40 }),
    email: text({ maxLength: 254, format: 'email' }),
    phone: identifier({ maxLength: 40, format: 'phone' }),
    disabled: check(),
  },
  indexes: [['customer_name']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read', 'write', 'create'],
    dispatch_manager: ['read', 'write', 'create'],
    accounts_manager: ['read', 'write', 'create'],
    field_technician: ['read'],
  },
});
export type Customer = Doc<typeof customer>;
