import { readFileSync } from 'node:fs';

import { z } from 'zod';

import {
  FailuresReply,
  FiguresReply,
  ManyReply,
  OperationReply,
  PageReply,
} from '../../../stack/operations/replies.ts';

const Answers = z.record(
  z.string(),
  z.object({ content: z.record(z.string(), z.object({ example: z.unknown() })).optional() }),
);
const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: Answers }).or(z.unknown()))),
});
const { paths } = Description.parse(JSON.parse(readFileSync('api/openapi.json', 'utf8')));

/** The example with which the API describes an answer. */
function exampleOf(method: string, path: string, status: string): unknown {
  const { responses } = z.object({ responses: Answers }).parse(paths[path]?.[method]);
  return responses[status]?.content?.['application/json']?.example;
}

describe('what the shell reads of the API', () => {
  it.each([
    ['get', '/v1/operations', '200', PageReply],
    ['get', '/v1/operations/{id}', '200', OperationReply],
    ['post', '/v1/operations/{id}/decide', '200', OperationReply],
    ['post', '/v1/operations/{id}/cancel', '200', OperationReply],
    ['post', '/v1/operations/{id}/cancel', '202', OperationReply],
    ['post', '/v1/operations/{id}/resolve', '200', OperationReply],
    ['post', '/v1/operations/decide', '200', ManyReply],
    ['get', '/v1/operations/failures', '200', FailuresReply],
    ['get', '/v1/operations/figures', '200', FiguresReply],
  ])('is what the API describes of %s %s (%s)', (method, path, status, schema) => {
    expect(schema.safeParse(exampleOf(method, path, status)).error).toBeUndefined();
  });
});
