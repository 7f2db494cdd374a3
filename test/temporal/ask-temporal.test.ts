import { NamespaceNotFoundError, ServiceError } from '@temporalio/client';

import { askTemporal, temporalFault } from '../../temporal/ask-temporal.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';

/** As gRPC makes them. */
const grpc = (code: number) =>
  Object.assign(new Error('details of the server'), { code, details: '', metadata: {}, name: 'ServiceError' });

describe('asking Temporal', () => {
  it.each([
    ['UNAVAILABLE', grpc(14), 'unavailable'],
    ['DEADLINE_EXCEEDED', new ServiceError('failed', { cause: grpc(4) }), 'unavailable'],
    ['PERMISSION_DENIED', new ServiceError('failed', { cause: grpc(7) }), 'misconfigured'],
    ['INVALID_ARGUMENT', grpc(3), 'misconfigured'],
    ['no such namespace', new NamespaceNotFoundError('nope'), 'misconfigured'],
  ])('%s is told as a fault', (_name, error, code) => {
    const fault = temporalFault(error);
    expect(fault).toMatchObject({ code });
    expect(fault?.message).not.toContain('details of the server');
  });

  it('leaves every other error as it is', async () => {
    const error = new TypeError('a defect');
    expect(temporalFault(error)).toBeUndefined();
    const client = createTemporalClient({
      address: '127.0.0.1:1',
      namespace: 'default',
      payloadKeys: testPayloadKeys(),
    });
    await expect(askTemporal(client, () => Promise.reject(error))).rejects.toBe(error);
    await client.connection.close();
  });
});
