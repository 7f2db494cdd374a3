import { OperationReply } from '../operations/replies.ts';
import { callApi, type ApiClient } from './call-api.ts';

export type DemoOperation = OperationReply;

/** What the API says of an operation now. */
export async function readOperation(client: ApiClient, id: string): Promise<DemoOperation> {
  const path = `/v1/operations/${encodeURIComponent(id)}`;
  const { body } = await callApi(client, { method: 'GET', path, expected: [200] });
  return OperationReply.parse(body);
}
