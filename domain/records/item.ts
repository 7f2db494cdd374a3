import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, decimal, identifier, link, money, text } from '../documents/fields.ts';

/** Something that is sold: work or goods. Its name is its code. */
export const item = defineDocument('item', {
  table: 'items',
  series: null,
  fields: {
    item_name: text({ required: true, example: 'Air filter 20x25' }),
    item_group: text({ example: 'Parts' }),
    stock_uom: identifier({ maxLength: 20, required: true, example: 'Nos' }),
    is_stock_item: check(),
    standard_rate: money({ example: 1899 }),
    /** Percent; null: the organization's rate. */
    tax_rate: decimal({ max: 100, example: 8.25 }),
    /** On which account a bill books what it asks for the item; null: on none. */
    income_account: link('account'),
    disabled: check(),
  },
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read'],
    accounts_manager: ['read', 'write', 'create'],
    dispatch_manager: ['read'],
    field_technician: ['read'],
  },
});
export type Item = Doc<typeof item>;
