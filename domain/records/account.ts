import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, select, text } from '../documents/fields.ts';

/** Where the books put what is earned, spent, owned or owed. */
export const account = defineDocument('account', {
  table: 'accounts',
  series: 'ACC-.#####',
  fields: {
    account_name: text({ required: true, example: 'Service income' }),
    root_type: select(['income', 'expense', 'asset', 'liability', 'equity'], { required: true }),
    disabled: check(),
  },
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read'],
    accounts_manager: ['read', 'write', 'create', 'delete'],
    dispatch_manager: ['read'],
    field_technician: ['read'],
  },
});
export type Account = Doc<typeof account>;
