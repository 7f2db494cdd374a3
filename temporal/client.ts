import { Client, Connection } from '@temporalio/client';

/** A client that connects when it is first used, so that a process starts, and answers, while Temporal is down. */
export function createTemporalClient({ address, namespace }: { address: string; namespace: string }): Client {
  return new Client({ connection: Connection.lazy({ address, connectTimeout: '3 seconds' }), namespace });
}
