import { awaitOperation } from '../../../stack/demo/await-operation.ts';
import { anOperation, scriptedApi } from './scripted-api.ts';

const PATH = 'GET /v1/operations/OP-1';

function watched() {
  const titles: string[] = [];
  const step = <T>(title: string, work: () => Promise<T>) => {
    titles.push(title);
    return work();
  };
  return { titles, step };
}

describe('awaitOperation', () => {
  it('answers an operation that has ended without a word', async () => {
    const { client } = await scriptedApi({ [PATH]: [[200, anOperation({})]] });
    const { titles, step } = watched();
    await expect(awaitOperation(client, { id: 'OP-1', step })).resolves.toMatchObject({ status: 'completed' });
    expect(titles).toEqual([]);
  });

  it('waits visibly for one that runs, and says so when it takes too long', async () => {
    const { client } = await scriptedApi({ [PATH]: [[200, anOperation({ status: 'running' })]] });
    const { titles, step } = watched();
    await expect(awaitOperation(client, { id: 'OP-1', step, patienceMs: 100 })).rejects.toThrow(
      'Operation OP-1 has not ended within 0 s; it goes on',
    );
    expect(titles).toEqual(['Waiting for operation OP-1 to end']);
  });

  it.each(['parked', 'compensation_failed'])(
    'does not wait for one that is %s, as only a person ends it',
    async (status) => {
      const { client } = await scriptedApi({ [PATH]: [[200, anOperation({ status })]] });
      const { titles, step } = watched();
      await expect(awaitOperation(client, { id: 'OP-1', step })).resolves.toMatchObject({ status });
      expect(titles).toEqual([]);
    },
  );
});
