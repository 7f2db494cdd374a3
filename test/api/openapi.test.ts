import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { createOpenApi } from '../../api/openapi.ts';
import { ROUTES } from '../../api/routes.ts';

const openApi = createOpenApi(ROUTES);
const committed = readFileSync(join(import.meta.dirname, '..', '..', 'api', 'openapi.json'), 'utf8');

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()).length(1),
  responses: z.record(z.string(), z.looseObject({ $ref: z.string().optional() })),
});
const Answer = z.looseObject({ description: z.string(), content: z.record(z.string(), z.looseObject({})) });
const answerOf = ({ $ref, ...own }: z.infer<typeof Operation>['responses'][string]) =>
  Answer.parse($ref === undefined ? own : openApi.components?.responses?.[$ref.replace('#/components/responses/', '')]);

const operations = Object.entries(openApi.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation: Operation.parse(operation) })),
);

test('is the committed description', () => {
  expect(committed).toBe(`${JSON.stringify(openApi, null, 2)}\n`);
});

test('describes every route, each under a name of its own', () => {
  expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(
    ROUTES.map(({ path, method }) => `${method} ${path}`).sort(),
  );
  expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
});

test.each(ROUTES.map((route) => [route.id, route] as const))(
  '%s has a summary and examples that are true',
  (_id, route) => {
    expect(route.summary.length).toBeGreaterThan(5);
    for (const { schema, example } of Object.values(route.answers)) {
      if (schema !== null) expect(schema.parse(example)).toEqual(example);
    }
    if (route.body !== null)
      expect(route.body.parse(route.bodyExample)).toMatchObject(z.looseObject({}).parse(route.bodyExample));
  },
);

test.each(operations)('$method $path describes what it refuses', ({ path, operation }) => {
  const statuses = Object.keys(operation.responses);
  const guarded = path.startsWith('/v1/');
  expect(statuses).toEqual(expect.arrayContaining(guarded ? ['400', '401', '403', '429', '503'] : ['503']));
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (Number(status) < 400) continue;
    expect(answerOf(answer).content['application/problem+json']).toHaveProperty('example.status', Number(status));
  }
});

/** Every schema of a request with its place, references followed. */
function* requestSchemas(node: unknown, place: string): Generator<{ place: string; schema: Record<string, unknown> }> {
  const schema = z.record(z.string(), z.unknown()).safeParse(node).data;
  if (schema === undefined) return;
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/components/schemas/', '');
    yield* requestSchemas(openApi.components?.schemas?.[name], name);
    return;
  }
  yield { place, schema };
  for (const [key, property] of Object.entries(
    z.record(z.string(), z.unknown()).catch({}).parse(schema['properties']),
  )) {
    yield* requestSchemas(property, `${place}.${key}`);
  }
  yield* requestSchemas(schema['items'], `${place}[]`);
  if (schema['additionalProperties'] !== false) yield* requestSchemas(schema['additionalProperties'], `${place}{}`);
  for (const [index, part] of z.array(z.unknown()).catch([]).parse(schema['anyOf']).entries()) {
    yield* requestSchemas(part, `${place}|${String(index)}`);
  }
}

function isBounded(schema: Record<string, unknown>): boolean {
  const types = [schema['type']].flat();
  if ('enum' in schema || 'const' in schema) return true;
  if (types.includes('string')) return 'maxLength' in schema || 'format' in schema || 'pattern' in schema;
  if (types.includes('array')) return 'maxItems' in schema;
  if (types.includes('integer') || types.includes('number')) return 'minimum' in schema && 'maximum' in schema;
  if (types.includes('object')) return schema['additionalProperties'] === false || 'maxProperties' in schema;
  return types.includes('boolean') || types.includes('null') || 'anyOf' in schema;
}

test('bounds every string, number, list and object that may be sent', () => {
  const Sent = z.looseObject({
    parameters: z.array(z.looseObject({ name: z.string(), schema: z.unknown() })).default([]),
    requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
  });
  const unbounded = operations.flatMap(({ operation }) => {
    const { parameters, requestBody } = Sent.parse(operation);
    const parts = [
      ...parameters.map(({ name, schema }) => ({ name, schema })),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ name: 'body', schema })),
    ];
    return parts.flatMap(({ name, schema }) =>
      [...requestSchemas(schema, `${operation.operationId}.${name}`)].filter((found) => !isBounded(found.schema)),
    );
  });
  expect(unbounded.map(({ place }) => place)).toEqual([]);
});

test('lets answers gain fields later, and refuses unknown ones in requests', () => {
  expect(openApi.components?.schemas).toHaveProperty('Operation');
  expect(openApi.components?.schemas?.['Operation']).not.toHaveProperty('additionalProperties');
  expect(openApi.components?.schemas?.['NewJob']).toHaveProperty('additionalProperties', false);
});
