import { Client, Connection } from '@temporalio/client';

import type { PayloadKeys } from '../activities/context/payload-keys.ts';
import { createDataConverter } from './codec/data-converter.ts';
import type { Tracing } from './tracing/start-tracing.ts';

interface TemporalServer {
  address: string;
  namespace: string;
  payloadKeys: PayloadKeys;
  tracing?: Tracing | undefined;
}

/** A client that connects when it is first used, so that a process starts, and answers, while Temporal is down. */
export function createTemporalClient({ address, namespace, payloadKeys, tracing }: TemporalServer): Client {
  return new Client({
    connection: Connection.lazy({ address, connectTimeout: '3 seconds' }),
    namespace,
    dataConverter: createDataConverter(payloadKeys),
    ...(tracing === undefined ? {} : { interceptors: { workflow: [tracing.clientInterceptor] } }),
  });
}
