import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { z } from 'zod';

import { createProblemDescriber } from './http/describe-problems.ts';
import type { AnswerDescription, Route } from './http/route.ts';

const DESCRIPTION = `Jobs of a field-service company, from the request to the paid bill.

Every request below \`/v1\` needs an API key: \`Authorization: Bearer dw_live_…\`.
Amounts are integers in minor units (cents) of the organization's currency. Instants are UTC.
What fails is answered as \`application/problem+json\` (RFC 9457); its \`type\` is a page that says what to do.
What takes several systems is an operation: it answers 200 when it ends within \`Prefer: wait=N\`, else 202 with its address.`;

const PATTERN_SHOWN = 60;

function answer({ description, schema, example, headers = {} }: AnswerDescription) {
  const described = Object.entries(headers).map(
    ([name, text]) => [name, { description: text, schema: { type: 'string' as const } }] as const,
  );
  return {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) }),
    content:
      schema === null
        ? { 'text/event-stream': { schema: { type: 'string' as const }, example } }
        : { 'application/json': { schema, example } },
  };
}

const given = (schema: z.ZodObject): z.ZodObject | undefined =>
  Object.keys(schema.shape).length > 0 ? schema : undefined;

function operation(route: Route, problems: ZodOpenApiResponsesObject): ZodOpenApiOperationObject {
  const answers = Object.entries(route.answers).map(([status, described]) => [status, answer(described)] as const);
  const [path, query, header] = [given(route.params), given(route.query), given(route.headers)];
  return {
    operationId: route.id,
    tags: [route.area],
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    security: route.scope === null ? [] : [{ apiKey: [route.scope] }],
    requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    ...(route.body !== null && {
      requestBody: {
        required: !route.body.safeParse({}).success,
        content: { 'application/json': { schema: route.body, example: route.bodyExample } },
      },
    }),
    responses: { ...Object.fromEntries(answers), ...problems },
  };
}

/** The OpenAPI 3.1 document of the routes. */
export function createOpenApi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  const problemsOf = createProblemDescriber();
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, problemsOf(route)) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Dartwing',
        version: '1.0.0',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'The server that this page comes from' }],
      tags: [...new Set(routes.map((route) => route.area))].map((name) => ({ name })),
      paths,
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key. Its scopes say what it may be used for.',
          },
        },
      },
    },
    {
      override: ({ jsonSchema, io }) => {
        // Answers may gain fields, long patterns explain nothing, and the bounds of a JavaScript integer are no rule.
        if (io === 'output') delete jsonSchema.additionalProperties;
        if ((jsonSchema.pattern?.length ?? 0) > PATTERN_SHOWN) delete jsonSchema.pattern;
        if (jsonSchema.type === 'string') delete jsonSchema.allOf;
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      },
    },
  );
}
export type OpenApi = ReturnType<typeof createOpenApi>;
