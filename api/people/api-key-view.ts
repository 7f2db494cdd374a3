import { z } from 'zod';

import { GIVEN_ROLES, SCOPES } from '../../domain/permissions.ts';
import { pageOf } from '../http/paging.ts';

const fields = {
  name: z.string(),
  title: z.string(),
  hint: z.string().meta({ description: 'Beginning and end of the secret, to tell keys apart.' }),
  status: z.enum(['active', 'revoked']),
  member: z.string().meta({ description: 'The membership that acts with the key.' }),
  roles: z.array(z.enum(GIVEN_ROLES)),
  scopes: z.array(z.enum(SCOPES)),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  version: z.int(),
};

/** An API key as it is shown; its secret is not kept anywhere. */
export const ApiKeyView = z.object(fields).meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const CreatedApiKeyView = z
  .object({ ...fields, secret: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'CreatedApiKey' });

export const ApiKeyPage = pageOf(ApiKeyView).meta({ id: 'ApiKeyPage' });

export const API_KEY_EXAMPLE: ApiKeyView = {
  name: 'KEY-00003',
  title: 'Dispatch board',
  hint: 'dw_live_…x7Qp',
  status: 'active',
  member: 'MEM-00001',
  roles: ['dispatch_manager'],
  scopes: ['jobs:read', 'jobs:write', 'operations:read'],
  expires_at: '2027-12-01T00:00:00.000Z',
  created_at: '2026-11-25T08:00:00.000Z',
  created_by: 'MEM-00001',
  version: 1,
};
