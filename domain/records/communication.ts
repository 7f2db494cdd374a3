import { defineDocument, type Doc } from '../documents/define-document.ts';
import { identifier, instant, link, longText, select, text } from '../documents/fields.ts';

/** Something said to or about a customer, kept in the customer's history. */
export const communication = defineDocument('communication', {
  table: 'communications',
  series: 'COMM-.YYYY.-.#####',
  fields: {
    customer: link('customer'),
    subject: text({ required: true }),
    content: longText({ unlogged: true }),
    communication_medium: select(['activity', 'email', 'sms', 'phone', 'chat', 'other'], { default: 'activity' }),
    sent_or_received: select(['sent', 'received'], { default: 'sent' }),
    communication_date: instant({ required: true }),
    reference_doctype: identifier({ maxLength: 64 }),
    reference_name: identifier(),
    dartwing_key: identifier({ maxLength: 255, setOnce: true }),
  },
  unique: ['dartwing_key'],
  indexes: [
    ['customer', 'communication_date'],
    ['reference_doctype', 'reference_name'],
  ],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read', 'write', 'create'],
    dispatch_manager: ['read'],
  },
});
export type Communication = Doc<typeof communication>;
