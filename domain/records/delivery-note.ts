import { defineDocument, type Doc } from '../documents/define-document.ts';
import { date, decimal, fetched, identifier, link, rows } from '../documents/fields.ts';

/** Goods that left the stock for a customer. */
export const deliveryNote = defineDocument('delivery_note', {
  table: 'delivery_notes',
  series: 'DN-.YYYY.-.#####',
  submittable: true,
  fields: {
    customer: link('customer', { required: true }),
    customer_name: fetched('customer', 'customer_name'),
    address: link('address'),
    project: link('project'),
    dispatch_job: link('dispatch_job'),
    dartwing_key: identifier({ maxLength: 255, setOnce: true }),
    posting_date: date({ required: true }),
    items: rows({ item: link('item', { required: true }), quantity: decimal({ required: true }) }),
  },
  unique: ['dartwing_key'],
  indexes: [['customer', 'posting_date'], ['dispatch_job']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete', 'submit', 'cancel'],
    accounts_manager: ['read', 'write', 'create', 'submit', 'cancel'],
    dartwing_user: ['read'],
    dispatch_manager: ['read'],
  },
});
export type DeliveryNote = Doc<typeof deliveryNote>;
