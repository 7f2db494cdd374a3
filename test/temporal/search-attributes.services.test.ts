import { Connection } from '@temporalio/client';

import { registerSearchAttributes } from '../../temporal/search-attributes.ts';
import { temporalAddress } from '../support/temporal.ts';
import { aNamespace } from '../support/worker-process.ts';

describe('registering the search attributes', () => {
  const opened: Connection[] = [];
  const connect = async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    opened.push(connection);
    return connection;
  };
  afterAll(() => Promise.all(opened.map((connection) => connection.close())));

  it('makes the namespace know all of them, however many processes do it, and changes nothing the second time', async () => {
    const connection = await connect();
    const namespace = await aNamespace();
    await Promise.all([1, 2, 3].map(() => registerSearchAttributes(connection, namespace)));
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(Object.keys(customAttributes)).toEqual(
      expect.arrayContaining([
        'Organization',
        'Operation',
        'DocType',
        'DocId',
        'SagaState',
        'FailedStep',
        'Assignee',
        'NextDueAt',
      ]),
    );
  });

  it('says what to do when there is no such namespace', async () => {
    const registered = registerSearchAttributes(await connect(), 'nobody-made-this');
    await expect(registered).rejects.toThrow(
      "no namespace 'nobody-made-this'. Create it, or correct TEMPORAL_NAMESPACE",
    );
  });
});
