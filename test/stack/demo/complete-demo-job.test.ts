import { completeDemoJob } from '../../../stack/demo/complete-demo-job.ts';
import { anOperation, scriptedApi } from './scripted-api.ts';

const PATH = 'POST /v1/jobs/JOB-1/complete';
const BUSY = { detail: 'Job JOB-1 is being completed with other values' };

describe('completeDemoJob', () => {
  it.each([
    [200, anOperation({})],
    [202, anOperation({ status: 'running' })],
    [422, { detail: "Item 'X' is disabled", operation: { id: 'OP-1' } }],
  ])('answers the operation of a %i', async (status, body) => {
    const { client } = await scriptedApi({ [PATH]: [[status, body]] });
    expect(await completeDemoJob(client, { job: 'JOB-1', waitSeconds: 5 })).toBe('OP-1');
  });

  it('waits while somebody else completes the job, and then joins with nothing of its own', async () => {
    const { client, asked } = await scriptedApi({
      [PATH]: [
        [409, BUSY],
        [202, anOperation({ status: 'running' })],
      ],
    });
    expect(await completeDemoJob(client, { job: 'JOB-1', waitSeconds: 5 })).toBe('OP-1');
    expect(asked).toEqual([expect.stringContaining('Ines Moreau'), `${PATH} {}`]);
  });

  it('gives up with the sentence of the API', async () => {
    const { client } = await scriptedApi({ [PATH]: [[409, BUSY]] });
    await expect(completeDemoJob(client, { job: 'JOB-1', waitSeconds: 5, patienceMs: 0 })).rejects.toThrow(
      '/v1/jobs/JOB-1/complete answered 409: Job JOB-1 is being completed with other values',
    );
  });

  it('does not repeat what was refused before anything was started', async () => {
    const { client, asked } = await scriptedApi({
      [PATH]: [[422, { detail: 'The departure lies before the arrival' }]],
    });
    await expect(completeDemoJob(client, { job: 'JOB-1', waitSeconds: 5 })).rejects.toThrow(
      'The departure lies before the arrival',
    );
    expect(asked).toHaveLength(1);
  });
});
