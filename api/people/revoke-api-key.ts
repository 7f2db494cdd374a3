import { revokeApiKey } from '../../activities/people/revoke-api-key.ts';
import { ApiKeyParams } from '../http/params.ts';
import { route } from '../http/route.ts';
import { API_KEY_EXAMPLE, ApiKeyView } from './api-key-view.ts';
import { presentApiKey } from './present-api-key.ts';

export const revokeApiKeyRoute = route({
  id: 'revokeApiKey',
  method: 'post',
  path: '/v1/api-keys/{name}/revoke',
  area: 'API keys',
  summary: 'Revoke an API key',
  description: 'Holds from the next request on and cannot be taken back. Revoking it again changes nothing.',
  scope: 'keys:write',
  params: ApiKeyParams,
  answers: {
    200: {
      description: 'The revoked key.',
      schema: ApiKeyView,
      example: { ...API_KEY_EXAMPLE, status: 'revoked', version: 2 },
    },
  },
  faults: ['not_found', 'outcome_unknown'],
  handle: async ({ ctx, caller, params }) => ({
    status: 200,
    body: presentApiKey(await revokeApiKey(ctx, { scope: caller.scope, name: params.name })),
  }),
});
