import { defineDocument, type Doc } from '../documents/define-document.ts';
import { decimal, identifier, link, select, text } from '../documents/fields.ts';

/** A place of a customer: where work is done, or where bills go. */
export const address = defineDocument('address', {
  table: 'addresses',
  series: 'ADDR-.#####',
  fields: {
    customer: link('customer', { required: true }),
    address_title: text({ required: true, example: 'Main shop' }),
    address_type: select(['service', 'billing', 'shipping', 'office'], { default: 'service' }),
    address_line1: text({ required: true, example: '14 Harbor Street' }),
    address_line2: text(),
    city: text({ required: true, example: 'Duluth' }),
    state: text({ example: 'MN' }),
    postal_code: identifier({ maxLength: 20, example: '55802' }),
    country: identifier({ required: true, maxLength: 2, example: 'US' }),
    latitude: decimal({ min: -90, max: 90, scale: 6 }),
    longitude: decimal({ min: -180, max: 180, scale: 6 }),
  },
  indexes: [['customer']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read', 'write', 'create'],
    dispatch_manager: ['read', 'write', 'create'],
    field_technician: ['read'],
  },
});
export type Address = Doc<typeof address>;
