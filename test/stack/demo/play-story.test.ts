import type { KeptJob } from '../../../stack/demo/demo-state.ts';
import { demoStories, type DemoStory } from '../../../stack/demo/demo-stories.ts';
import { playStory } from '../../../stack/demo/play-story.ts';
import { anOperation, scriptedApi } from './scripted-api.ts';

const company = {
  apiKey: 'dw_live_x',
  customer: 'CUST-1',
  address: 'ADDR-1',
  technicians: ['EMP-1', 'EMP-2'],
  jobTypes: { billed: 'JTYPE-1', refused: 'JTYPE-2' },
  repairable: { account: 'ACC-1', jobType: 'JTYPE-3' },
};

const storyOf = (kept: DemoStory['kept']) => {
  const story = demoStories(company).find((one) => one.kept === kept);
  if (story === undefined) throw new Error('The demo has this story');
  return story;
};

const MOVES = {
  'POST /v1/jobs/JOB-1/assign': [[200, { status: 'assigned' }]],
  'POST /v1/jobs/JOB-1/arrive': [[200, { status: 'arrived' }]],
  'POST /v1/jobs/JOB-1/start': [[200, { status: 'in_progress' }]],
} satisfies Parameters<typeof scriptedApi>[0];
const COMPLETED = {
  'POST /v1/jobs/JOB-1/complete': [[200, anOperation({})]],
  'GET /v1/operations/OP-1': [[200, anOperation({})]],
} satisfies Parameters<typeof scriptedApi>[0];

async function play(
  script: Parameters<typeof scriptedApi>[0],
  { kept, story = 'completed' }: { kept?: KeptJob; story?: DemoStory['kept'] },
) {
  const { client, asked } = await scriptedApi(script);
  const keeps: KeptJob[] = [];
  const keep = (change: KeptJob) => {
    keeps.push(change);
  };
  const enabled: string[] = [];
  const enableAccount = (name: string) => {
    enabled.push(`${name} after ${asked.at(-1) ?? 'nothing'}`);
    return Promise.resolve();
  };
  const step = <T>(_title: string, work: () => Promise<T>) => work();
  const played = await playStory(client, { company, story: storyOf(story), kept, keep, enableAccount, step }).catch(
    (error: unknown) => error,
  );
  return { played, keeps, enabled, asked, steps: asked.map((request) => request.split(' ', 2).join(' ')) };
}

describe('playStory', () => {
  it('keeps the job as soon as it exists, and the operation at its end', async () => {
    const { keeps, steps } = await play({ 'POST /v1/jobs': [[201, { name: 'JOB-1' }]], ...MOVES, ...COMPLETED }, {});
    expect(keeps).toEqual([{ job: 'JOB-1' }, { job: 'JOB-1', operation: 'OP-1' }]);
    expect(steps).toEqual(['POST /v1/jobs', ...Object.keys(MOVES), ...Object.keys(COMPLETED)]);
  });

  it.each([
    ['unassigned', Object.keys(MOVES)],
    ['assigned', Object.keys(MOVES).slice(1)],
    ['arrived', Object.keys(MOVES).slice(2)],
    ['in_progress', []],
    ['completed', []],
  ])('goes on with the kept job that is %s instead of making another', async (status, moves) => {
    const script = {
      'GET /v1/jobs/JOB-1': [[200, { name: 'JOB-1', status }]],
      ...MOVES,
      ...COMPLETED,
    } satisfies Parameters<typeof scriptedApi>[0];
    const { steps, keeps } = await play(script, { kept: { job: 'JOB-1' } });
    expect(steps).toEqual(['GET /v1/jobs/JOB-1', ...moves, ...Object.keys(COMPLETED)]);
    expect(keeps).toEqual([{ job: 'JOB-1', operation: 'OP-1' }]);
  });

  it.each([
    [200, { name: 'JOB-0', status: 'cancelled' }],
    [404, { detail: "There is no dispatch_job 'JOB-0'" }],
  ])('makes another job when the kept one is of no use any more (%j)', async (status, body) => {
    const script = {
      'GET /v1/jobs/JOB-0': [[status, body]],
      'POST /v1/jobs': [[201, { name: 'JOB-1' }]],
      ...MOVES,
      ...COMPLETED,
    } satisfies Parameters<typeof scriptedApi>[0];
    const { keeps } = await play(script, { kept: { job: 'JOB-0' } });
    expect(keeps).toEqual([{ job: 'JOB-1' }, { job: 'JOB-1', operation: 'OP-1' }]);
  });

  it('waits for an operation that is still running', async () => {
    const running = anOperation({ status: 'running' });
    const script = {
      'GET /v1/jobs/JOB-1': [[200, { name: 'JOB-1', status: 'in_progress' }]],
      'POST /v1/jobs/JOB-1/complete': [[202, running]],
      'GET /v1/operations/OP-1': [
        [200, running],
        [200, anOperation({ status: 'compensating' })],
        [200, anOperation({ status: 'compensated' })],
      ],
    } satisfies Parameters<typeof scriptedApi>[0];
    const { keeps } = await play(script, { kept: { job: 'JOB-1' }, story: 'refused' });
    expect(keeps).toEqual([{ job: 'JOB-1', operation: 'OP-1' }]);
  });

  it('keeps no operation that ended otherwise than the story, so that the next start tries it again', async () => {
    const script = {
      'GET /v1/jobs/JOB-1': [[200, { name: 'JOB-1', status: 'in_progress' }]],
      'POST /v1/jobs/JOB-1/complete': [[409, { detail: 'Hours overlap', operation: { id: 'OP-1' } }]],
      'GET /v1/operations/OP-1': [[200, anOperation({ status: 'compensated', error: { detail: 'Hours overlap' } })]],
    } satisfies Parameters<typeof scriptedApi>[0];
    const { played, keeps } = await play(script, { kept: { job: 'JOB-1' } });
    expect(played).toEqual(new Error('Operation OP-1 was to end as completed and is compensated: Hours overlap'));
    expect(keeps).toEqual([]);
  });

  const STARTED = {
    'GET /v1/jobs/JOB-1': [[200, { name: 'JOB-1', status: 'completed' }]],
    'POST /v1/jobs/JOB-1/complete': [[202, anOperation({ status: 'running' })]],
    'POST /v1/operations/OP-1/decide': [[200, anOperation({ status: 'running' })]],
  } satisfies Parameters<typeof scriptedApi>[0];
  const parked = (detail: string) =>
    anOperation({
      status: 'parked',
      failedStep: 'invoice',
      error: { detail },
      steps: [{ name: 'invoice', status: 'failed', result: null, error: { detail } }],
    });
  const WAITED = ['✗ invoice    invoice refused  ACC-1 is disabled', '= parked'];

  it('repairs what waits for a person, decides retry, and keeps how it waited', async () => {
    const script = {
      ...STARTED,
      'GET /v1/operations/OP-1': [
        [200, parked('ACC-1 is disabled')],
        [200, anOperation({ status: 'running' })],
        [200, anOperation({})],
      ],
    } satisfies Parameters<typeof scriptedApi>[0];
    const { played, keeps, enabled, asked } = await play(script, { kept: { job: 'JOB-1' }, story: 'repaired' });
    expect(enabled).toEqual(['ACC-1 after GET /v1/operations/OP-1']);
    const note = 'The account is enabled again.';
    expect(asked.filter((request) => request.includes('/decide'))).toEqual([
      `POST /v1/operations/OP-1/decide ${JSON.stringify({ step: 'invoice', action: 'retry', note })}`,
    ]);
    const kept = { job: 'JOB-1', waited: WAITED, operation: 'OP-1' };
    expect(keeps).toEqual([{ job: 'JOB-1', waited: WAITED }, kept]);
    expect(played).toMatchObject({ kept, operation: { status: 'completed' } });
  });

  it('does not repair again what an interrupted start repaired, and tells how it waited all the same', async () => {
    const script = { ...STARTED, 'GET /v1/operations/OP-1': [[200, anOperation({})]] } satisfies Parameters<
      typeof scriptedApi
    >[0];
    const { keeps, enabled } = await play(script, { kept: { job: 'JOB-1', waited: WAITED }, story: 'repaired' });
    expect(enabled).toEqual([]);
    expect(keeps).toEqual([{ job: 'JOB-1', waited: WAITED, operation: 'OP-1' }]);
  });

  it.each(['repaired', 'completed'] as const)(
    'gives up on a %s story that waits for a person after all',
    async (story) => {
      const script = { ...STARTED, 'GET /v1/operations/OP-1': [[200, parked('Key refused')]] } satisfies Parameters<
        typeof scriptedApi
      >[0];
      const { played, enabled } = await play(script, { kept: { job: 'JOB-1' }, story });
      expect(played).toEqual(new Error('Operation OP-1 is parked and waits for a person (Key refused)'));
      expect(enabled).toHaveLength(story === 'repaired' ? 1 : 0);
    },
  );
});
