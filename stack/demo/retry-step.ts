import { callApi, type ApiClient } from './call-api.ts';

/** Decides that a step which waits for a person is tried again, as that person would. Throws the sentence of a refusal. */
export async function retryStep(
  client: ApiClient,
  { operation, step, note }: { operation: string; step: string; note: string },
): Promise<void> {
  await callApi(client, {
    method: 'POST',
    path: `/v1/operations/${encodeURIComponent(operation)}/decide`,
    body: { step, action: 'retry', note },
    expected: [200],
  });
}
