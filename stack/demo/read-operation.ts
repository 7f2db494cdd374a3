import { z } from 'zod';

import { callApi, type ApiClient } from './call-api.ts';

const Operation = z.object({
  id: z.string(),
  status: z.string(),
  failedStep: z.string().nullable(),
  error: z.object({ detail: z.string() }).nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      result: z.unknown(),
      error: z.object({ detail: z.string() }).nullable(),
    }),
  ),
  links: z.object({ self: z.string(), temporal: z.string().optional() }),
});
export type DemoOperation = z.infer<typeof Operation>;

/** What the API says of an operation now. */
export async function readOperation(client: ApiClient, id: string): Promise<DemoOperation> {
  const path = `/v1/operations/${encodeURIComponent(id)}`;
  const { body } = await callApi(client, { method: 'GET', path, expected: [200] });
  return Operation.parse(body);
}
