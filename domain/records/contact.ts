import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, identifier, link, text } from '../documents/fields.ts';

/** A person at a customer. */
export const contact = defineDocument('contact', {
  table: 'contacts',
  series: 'CONT-.#####',
  fields: {
    customer: link('customer', { required: true }),
    first_name: text({ required: true, example: 'Ines' }),
    last_name: text({ example: 'Moreau' }),
    email: text({ maxLength: 254, format: 'email' }),
    phone: identifier({ maxLength: 40, format: 'phone' }),
    is_primary: check(),
  },
  indexes: [['customer']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read', 'write', 'create'],
    dispatch_manager: ['read', 'write', 'create'],
    field_technician: ['read'],
  },
});
export type Contact = Doc<typeof contact>;
