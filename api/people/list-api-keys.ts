import { listDocuments } from '../../activities/documents/list-documents.ts';
import { apiKey } from '../../domain/people/api-key.ts';
import { answerPage, filtersOf, listQueryOf } from '../http/paging.ts';
import { route } from '../http/route.ts';
import { API_KEY_EXAMPLE, ApiKeyPage } from './api-key-view.ts';
import { presentApiKey } from './present-api-key.ts';

const path = '/v1/api-keys';

export const listApiKeysRoute = route({
  id: 'listApiKeys',
  method: 'get',
  path,
  area: 'API keys',
  summary: 'List API keys',
  description: 'Newest first unless sorted otherwise, revoked ones too. Secrets are not kept.',
  scope: 'keys:write',
  query: listQueryOf(apiKey),
  answers: {
    200: {
      description: 'One page.',
      schema: ApiKeyPage,
      example: { data: [API_KEY_EXAMPLE], nextCursor: null },
      headers: { Link: 'The next page, as rel="next"' },
    },
  },
  handle: async ({ ctx, caller, query }) => {
    const { limit, cursor, sort } = query;
    const page = { scope: caller.scope, definition: apiKey, filters: filtersOf(query), sort, limit, cursor };
    const { data, nextCursor } = await listDocuments(ctx, page);
    return answerPage({ path, query, data: data.map(presentApiKey), nextCursor });
  },
});
