import type { ApiKey } from '../../domain/people/api-key.ts';
import type { ApiKeyView } from './api-key-view.ts';

/** What is shown of an API key. */
export const presentApiKey = (key: ApiKey): ApiKeyView => ({
  name: key.name,
  title: key.title,
  hint: key.hint,
  status: key.status,
  member: key.member,
  roles: key.roles.map(({ role }) => role),
  scopes: key.scopes.map(({ scope }) => scope),
  expires_at: key.expires_at,
  created_at: key.created_at,
  created_by: key.created_by,
  version: key.version,
});
