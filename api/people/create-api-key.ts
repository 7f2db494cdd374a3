import { z } from 'zod';

import { createApiKey } from '../../activities/people/create-api-key.ts';
import { GIVEN_ROLES, SCOPES } from '../../domain/permissions.ts';
import { documentName } from '../http/params.ts';
import { route } from '../http/route.ts';
import { API_KEY_EXAMPLE, CreatedApiKeyView } from './api-key-view.ts';
import { presentApiKey } from './present-api-key.ts';

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

const NewApiKey = z
  .strictObject({
    title: z.string().min(1).max(140).meta({ example: 'Dispatch board' }),
    member: documentName.exactOptional().meta({ description: 'Who acts with the key; the caller, if left out.' }),
    roles: z.array(z.enum(GIVEN_ROLES)).min(1).max(GIVEN_ROLES.length).refine(distinct, 'Names one twice'),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).refine(distinct, 'Names one twice'),
    expires_at: z.iso.datetime({ offset: true }).max(40).nullable().default(null),
  })
  .meta({ id: 'NewApiKey' });

export const createApiKeyRoute = route({
  id: 'createApiKey',
  method: 'post',
  path: '/v1/api-keys',
  area: 'API keys',
  summary: 'Create an API key',
  description:
    'The secret is in this answer and nowhere else. A key never has a role that its member or its maker lacks, nor a scope that its maker lacks.',
  scope: 'keys:write',
  body: NewApiKey,
  bodyExample: {
    title: 'Dispatch board',
    roles: ['dispatch_manager'],
    scopes: ['jobs:read', 'jobs:write', 'operations:read'],
    expires_at: '2027-12-01T00:00:00.000Z',
  },
  answers: {
    201: {
      description: 'The key with its secret.',
      schema: CreatedApiKeyView,
      example: { ...API_KEY_EXAMPLE, secret: 'dw_live_(40 characters and a checksum)' },
    },
  },
  faults: ['not_found', 'outcome_unknown'],
  handle: async ({ ctx, caller, body }) => {
    const { expires_at: expiresAt, ...values } = body;
    const { key, secret } = await createApiKey(ctx, {
      scope: caller.scope,
      heldScopes: caller.scopes,
      ...values,
      expiresAt,
    });
    return { status: 201, body: { ...presentApiKey(key), secret } };
  },
});
