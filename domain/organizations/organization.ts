import { defineDocument, type Doc } from '../documents/define-document.ts';
import { decimal, identifier, select, text } from '../documents/fields.ts';

/** A company that works with Dartwing. Its document is named by its own id. */
export const organization = defineDocument('organization', {
  table: 'organizations',
  series: null,
  fields: {
    organization_name: text({ required: true, example: 'Northwind Air' }),
    status: select(['active', 'suspended'], { default: 'active' }),
    currency: identifier({ required: true, maxLength: 3, format: 'currency', example: 'USD' }),
    time_zone: identifier({ required: true, maxLength: 64, format: 'time_zone', example: 'America/Chicago' }),
    default_tax_rate: decimal({ max: 100, default: 0, example: 8.25 }),
    payment_days: select(['0', '7', '14', '30', '60'], { default: '30' }),
  },
  rights: { system_manager: ['read', 'write'], dartwing_user: ['read'] },
});
export type Organization = Doc<typeof organization>;
