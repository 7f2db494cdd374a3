import { keptHistories, replayHistories } from '../../support/temporal-replay.ts';

it('every kept history, none of which was traced, is replayed by workers that trace', async () => {
  const results = await replayHistories('workflows/all.ts', keptHistories(), { traced: true });
  expect(results.map(({ workflowId, error }) => [workflowId, error?.message])).toEqual(
    keptHistories().map((name) => [name, undefined]),
  );
}, 60_000);
