import { defineDocument, type Doc } from '../documents/define-document.ts';
import { identifier, instant, link, rows, select, text } from '../documents/fields.ts';
import { GIVEN_ROLES, SCOPES } from '../permissions.ts';

/** A key for programs. The secret is shown once and stored as a hash in a table of its own, never here. */
export const apiKey = defineDocument('api_key', {
  table: 'api_keys',
  series: 'KEY-.#####',
  fields: {
    title: text({ required: true, example: 'Dispatch board' }),
    member: link('organization_member', { required: true, setOnce: true }),
    hint: identifier({ required: true, setOnce: true, maxLength: 20, example: 'dw_live_…x7Qp' }),
    status: select(['active', 'revoked'], { default: 'active' }),
    expires_at: instant(),
    scopes: rows({ scope: select(SCOPES, { required: true }) }, { maxRows: 20 }),
    roles: rows({ role: select(GIVEN_ROLES, { required: true }) }, { maxRows: 20 }),
  },
  rights: { system_manager: ['read', 'write', 'create'] },
});
export type ApiKey = Doc<typeof apiKey>;
